"""Connections of a pool that some way out does not give back."""

import aiomysql
import asyncpg
from psycopg2.pool import ThreadedConnectionPool
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

POOL = ThreadedConnectionPool(1, 10, "dbname=shop")
MODERN = ConnectionPool("dbname=shop")
ENGINE = create_engine("postgresql://localhost/shop")


def never_given_back(query):
    conn = POOL.getconn()  # want "CL602: .*getconn opens 'conn', which is not given back on every return;"
    cur = conn.cursor()
    cur.execute(query)
    return cur.fetchall()


def not_on_an_exception(query):
    conn = POOL.getconn()  # want "CL602: .*getconn.*exception"
    conn.cursor().execute(query)
    conn.commit()
    POOL.putconn(conn)


async def not_if_the_query_fails(pool: asyncpg.Pool, query):
    conn = await pool.acquire()  # want "CL602: asyncpg.Pool.acquire.*exception"
    rows = await conn.fetch(query)
    await pool.release(conn)
    return rows


async def of_aiomysql(pool: aiomysql.Pool, query):
    conn = await pool.acquire()  # want "CL602: aiomysql.Pool.acquire"
    cur = await conn.cursor()
    await cur.execute(query)
    return await cur.fetchall()


def of_an_engine(query):
    conn = ENGINE.connect()  # want "CL602: .*connect opens 'conn'.*every return"
    return conn.execute(text(query)).fetchall()


def finally_puts_it_back(query):
    conn = POOL.getconn()  # ok: finally
    try:
        conn.cursor().execute(query)
    finally:
        POOL.putconn(conn)


def modern_finally(query):
    conn = MODERN.getconn()  # ok: finally
    try:
        conn.execute(query)
    finally:
        MODERN.putconn(conn)


def with_gives_it_back(query):
    with MODERN.connection() as conn:  # ok: with
        conn.execute(query)


async def async_with(pool: asyncpg.Pool, query):
    async with pool.acquire() as conn:  # ok: with
        return await conn.fetch(query)


async def async_finally(pool: asyncpg.Pool, query):
    conn = await pool.acquire()  # ok: finally
    try:
        return await conn.fetch(query)
    finally:
        await pool.release(conn)


def engine_with(query):
    with ENGINE.connect() as conn:  # ok: with
        return conn.execute(text(query)).fetchall()


def get_connection():
    return POOL.getconn()  # ok: handed on


def release_connection(conn):
    POOL.putconn(conn)


def by_helpers(query):
    conn = get_connection()  # ok: release_connection gives it back
    try:
        conn.cursor().execute(query)
    finally:
        release_connection(conn)


class Holder:
    def open(self):
        self.conn = POOL.getconn()  # ok: kept by the object

    def shut(self):
        POOL.putconn(self.conn)


class Ledger:
    """Its engine is one of two kinds."""

    def __init__(self, url, asynchronous):
        if asynchronous:
            self.engine = create_async_engine(url)
        else:
            self.engine = create_engine(url)

    def delete(self, statement):
        with self.engine.begin() as connection:  # ok: both close
            connection.execute(statement)
