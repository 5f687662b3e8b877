"""One connection used by two tasks at once."""

import asyncio

import asyncpg


async def one_connection(c: asyncpg.Connection, q1, q2):
    return await asyncio.gather(c.fetch(q1), c.fetch(q2))  # want "CL306"


async def pool(pool: asyncpg.Pool, q1, q2):
    return await asyncio.gather(pool.fetch(q1), pool.fetch(q2))  # ok: a connection each
