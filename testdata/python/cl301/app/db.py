import asyncpg

from .settings import DSN

_pool = None


async def fresh():
    return await asyncpg.connect(DSN)


async def tuned():
    conn = await fresh()
    await conn.execute("set search_path to shop")
    return conn


async def start():
    global _pool
    _pool = await asyncpg.create_pool(DSN)


async def checkout():
    return await _pool.acquire()


async def give_back(conn):
    await _pool.release(conn)
