"""A pool that is made to ask whether the other side answers, or to get ready, is as short-lived as it is meant to be: a note."""

import redis.asyncio as redis
from sqlalchemy import create_engine, text


class Cache:
    def __init__(self, options):
        self.options = options

    async def test_connection(self, settings):
        client = redis.Redis(**settings)  # ok: a note: the settings are what is tested
        await client.ping()
        await client.aclose()

    async def health_check(self, settings):
        client = redis.Redis(**settings)  # ok: a note: asks only whether it answers
        try:
            return await client.ping()
        finally:
            await client.aclose()

    async def contest_results(self, contest):
        client = redis.Redis(**self.options)  # want "CL302: redis.*Redis"
        try:
            return await client.get(contest)
        finally:
            await client.aclose()

    async def get(self, key):
        client = redis.Redis(**self.options)  # want "CL302: redis.*Redis"
        try:
            return await client.get(key)
        finally:
            await client.aclose()


def probe_database(address, source):
    def empty(target):
        engine = create_engine(source)  # ok: a note: part of a probe
        try:
            with engine.connect() as own:
                return own.execute(text("SELECT count(*) FROM users")).scalar() == target
        finally:
            engine.dispose()

    return empty(0)


def rows_of(rows, source):
    def count(target):
        engine = create_engine(source)  # want "CL302: sqlalchemy.create_engine"
        try:
            with engine.connect() as own:
                return own.execute(text("SELECT count(*) FROM users")).scalar() == target
        finally:
            engine.dispose()

    return [count(row) for row in rows]


class Database:
    def __init__(self, url):
        self.url = url

    def create_tables(self, schema):
        engine = create_engine(self.url)  # ok: a note: the schema is made once
        with engine.begin() as conn:
            conn.execute(text(schema))
        engine.dispose()

    def table(self, query):
        engine = create_engine(self.url)  # want "CL302: sqlalchemy.create_engine"
        with engine.begin() as conn:
            rows = conn.execute(text(query)).all()
        engine.dispose()
        return rows


class Coordinator:
    def __init__(self, url):
        self.url = url

    def setup(self, *, budget=None):
        for url in (self.url, self.url + "/pages"):
            engine = create_engine(url)  # ok: a note: before there is any traffic
            with engine.connect() as conn:
                conn.execute(text("SELECT 1"))
            engine.dispose()

    def pages(self, query):
        engine = create_engine(self.url)  # want "CL302: sqlalchemy.create_engine"
        with engine.connect() as conn:
            rows = conn.execute(text(query)).all()
        engine.dispose()
        return rows
