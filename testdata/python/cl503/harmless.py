"""Look-alikes of blocking database calls in coroutines."""

import asyncio

import asyncpg
import psycopg2
import redis.asyncio


async def asynchronous_driver(pool: asyncpg.Pool, key):
    return await pool.fetchrow("select 1 where $1", key)  # ok: awaited


async def asynchronous_cache(cache: redis.asyncio.Redis, key):
    return await cache.get(key)  # ok: awaited


def query(dsn):
    connection = psycopg2.connect(dsn)
    try:
        return connection.status
    finally:
        connection.close()


async def query_in_a_thread(dsn):
    return await asyncio.to_thread(query, dsn)  # ok: runs in a thread
