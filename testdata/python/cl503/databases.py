"""Synchronous databases in a coroutine."""

import asyncio

import asyncpg
import psycopg
import psycopg2
import redis
import redis.asyncio
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

engine = create_engine("postgresql://localhost/shop")
cache = redis.Redis()
async_cache = redis.asyncio.Redis()


async def cursor(conn: psycopg2.extensions.connection, item):
    with conn.cursor() as cur:
        cur.execute("select price from items where name = %s", (item,))  # want "CL503: .*execute.*;"
        return cur.fetchone()  # want "CL503: .*fetchone"


async def connect(dsn):
    with psycopg.connect(dsn) as conn:  # want "CL503: psycopg.connect"
        return conn.execute("select 1")  # want "CL503: .*execute"


async def session(item):
    with Session(engine) as session:
        return session.scalar(text("select price from items where name = :n"), {"n": item})  # want "CL503: .*scalar"


async def session_as_a_parameter(session: Session, item):
    session.execute(text("delete from items where name = :n"), {"n": item})  # want "CL503: .*execute"
    session.commit()  # want "CL503: .*commit"


async def command(key):
    return cache.get(key)  # want "CL503: .*get"


def price(item):
    return cache.get(item)  # ok: no coroutine


async def through_a_function(item):
    return price(item)  # want "CL503: .*price"


# --- harmless ---


async def asynchronous_driver(conn: asyncpg.Connection, item):
    return await conn.fetchval("select price from items where name = $1", item)  # ok: awaited


async def asynchronous_session(session: AsyncSession, item):
    return await session.scalar(text("select price from items where name = :n"), {"n": item})  # ok: awaited


async def asynchronous_command(key):
    return await async_cache.get(key)  # ok: awaited


async def in_a_thread(item):
    return await asyncio.to_thread(price, item)  # ok: runs in a thread


async def run_sync(session: AsyncSession):
    return await session.run_sync(lambda s: s.execute(text("select 1")))  # ok: gives way at each statement


async def pipeline_is_no_round_trip(key):
    pipe = cache.pipeline()  # ok: nothing is sent yet
    return pipe
