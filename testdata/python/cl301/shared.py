"""Connections that come from a pool, that are opened once, or that somebody keeps."""

import sqlite3
from contextlib import asynccontextmanager
from functools import cache

import asyncpg
import click
import psycopg
import pytest
from fastapi import FastAPI
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

DSN = "postgresql://localhost/shop"
pool = ConnectionPool(DSN, max_size=10)
engine = create_engine("postgresql+psycopg://localhost/shop")
CONN = psycopg.connect(DSN)  # ok: once, with the module


def checkout_with_a_block(item):
    with pool.connection() as conn:  # ok: out of a pool
        return conn.execute("select price from items where name = %s", (item,)).fetchone()


def get_connection():
    return pool.getconn()  # ok: out of a pool


def checkout_behind_a_helper(item):
    conn = get_connection()  # ok: judged by what the helper does, not by its name
    try:
        return conn.execute("select price from items where name = %s", (item,)).fetchone()
    finally:
        pool.putconn(conn)


def engine_connect(item):
    with engine.connect() as conn:  # ok: an engine is a pool
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


def session_of_an_engine(item):
    with Session(engine) as session:  # ok: a session takes its connection from the engine
        return session.execute(text("select price from items where name = :n"), {"n": item}).scalar()


class Shop:
    def __init__(self, pool: asyncpg.Pool):
        self.pool = pool

    async def price_of(self, item):
        async with self.pool.acquire() as conn:  # ok: out of a pool
            return await conn.fetchval("select price from items where name = $1", item)


class Store:
    """One connection for the life of the object."""

    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)  # ok: kept

    def price_of(self, item):
        return self.conn.execute("select price from items where name = %s", (item,)).fetchone()

    def close(self):
        self.conn.close()


@cache
def shared():
    return psycopg.connect(DSN)  # ok: one, kept by the cache


def through_the_cache(item):
    return shared().execute("select price from items where name = %s", (item,)).fetchone()  # ok: made once


@asynccontextmanager
async def lifespan(app):
    conn = await asyncpg.connect(DSN)  # ok: once, around the life of the application
    app.state.conn = conn
    yield
    await conn.close()


app = FastAPI(lifespan=lifespan)


@click.command()
def migrate():
    with psycopg.connect(DSN) as conn:  # ok: a command runs once
        conn.execute("create table items (name text, price int)")


@pytest.fixture
def database():
    with psycopg.connect(DSN) as conn:  # ok: a fixture
        yield conn


def health():
    with psycopg.connect(DSN) as conn:  # ok: takes no data, and nobody says how often it runs
        return conn.execute("select 1").fetchone()


def a_file_is_no_server(path, item):
    conn = sqlite3.connect(path)  # ok: a file
    try:
        return conn.execute("select price from items where name = ?", (item,)).fetchone()
    finally:
        conn.close()


def in_memory(item):
    conn = sqlite3.connect(":memory:")  # ok: an object of this process
    conn.execute("create table items (name text)")
    return conn.execute("select count(*) from items where name = ?", (item,)).fetchone()


def connection_of_the_caller(conn: psycopg.Connection, item):
    return conn.execute("select price from items where name = %s", (item,)).fetchone()  # ok: not opened here


def opened_for_the_caller(dsn):
    return psycopg.connect(dsn)  # ok: handed on


def setup(dsn):
    CONNECTIONS[dsn] = psycopg.connect(dsn)  # ok: stored in what outlives the call


CONNECTIONS = {}


async def listens(channel, callback):
    conn = await asyncpg.connect(DSN)  # ok: what listens does not go back to a pool
    try:
        await conn.add_listener(channel, callback)
        await callback(conn)
    finally:
        await conn.close()


def makes_a_database(name):
    conn = psycopg.connect(DSN, autocommit=True)  # ok: outside of a transaction
    try:
        conn.execute(f"CREATE DATABASE {name}")
    finally:
        conn.close()


def under_a_lock_of_the_session(key):
    with psycopg.connect(DSN) as conn:  # ok: the lock lives as long as the connection
        conn.execute("select pg_advisory_lock(%s)", (key,))
        conn.execute("update items set price = 2 * price where name = %s", (key,))


def main():
    with psycopg.connect(DSN) as conn:  # ok: main runs once
        load(conn)


def load(conn):
    conn.execute("delete from items")


if __name__ == "__main__":
    main()
