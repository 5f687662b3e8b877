"""Connections: opened per call, left open, or taken from the pool that the service has."""

from contextlib import closing

import asyncpg
import psycopg2

DSN = "postgresql://localhost/shop"


async def _connection() -> asyncpg.Connection:
    return await asyncpg.connect(DSN)


async def price_of(item: str) -> int:
    conn = await _connection()  # CL301: a fresh connection per call, behind a helper
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await conn.close()


async def pooled_price_of(pool: asyncpg.Pool, item: str) -> int:
    async with pool.acquire(timeout=5) as conn:  # silent: checked out of the pool
        return await conn.fetchval("select price from items where name = $1", item)


async def stock_of(item: str) -> int:
    async with asyncpg.create_pool(DSN) as pool:  # CL302: ten connections, for one question
        return await pool.fetchval("select count(*) from stock where name = $1", item)


def clean_up() -> None:
    with psycopg2.connect(DSN) as conn:  # CL601: with ends the transaction, the connection stays open
        conn.cursor().execute("delete from stock where sold")


def clean_up_and_close() -> None:
    with closing(psycopg2.connect(DSN)) as conn, conn:  # silent: closing closes
        conn.cursor().execute("delete from stock where sold")
