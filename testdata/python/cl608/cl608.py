"""Pools and clients of the process. The rule is off by default."""

import atexit
import asyncio
import contextlib

import asyncpg
import httpx
import redis.asyncio as redis
import requests
from psycopg_pool import ConnectionPool

import unknown_library

client = httpx.AsyncClient()  # want "CL608: httpx.AsyncClient makes 'client', which nothing closes"
cache = redis.Redis()  # want "CL608"
sync_pool = ConnectionPool("dbname=shop")  # want "CL608"
pool = None
lazy = None
closed_pool = None
session = requests.Session()  # ok: its sockets end with the process
closed_at_exit = ConnectionPool("dbname=shop")  # ok
watched = httpx.AsyncClient()  # ok: somebody else may close it
of_a_repository = httpx.AsyncClient()  # ok: the repository closes what it is given
in_a_row = httpx.AsyncClient()  # ok
in_a_dict = httpx.AsyncClient()  # ok
in_the_lifespan = httpx.AsyncClient()  # ok
through_a_getter = httpx.AsyncClient()  # ok
in_a_with_block = httpx.AsyncClient()  # ok
also_called = httpx.AsyncClient()  # ok: it has a second name
of_an_object = httpx.AsyncClient()  # ok

atexit.register(closed_at_exit.close)
unknown_library.watch(watched)
second_name = also_called
unknown_library.app.client = of_an_object


class Repository:
    def __init__(self, http):
        self._http = http

    async def close(self):
        await self._http.aclose()


repository = Repository(of_a_repository)


async def setup():
    global pool, closed_pool
    pool = await asyncpg.create_pool("dbname=shop")  # want "CL608: asyncpg.create_pool makes 'pool', which nothing closes"
    closed_pool = await asyncpg.create_pool("dbname=shop")  # ok


async def get_pool():
    global lazy
    if lazy is None:
        lazy = await asyncpg.create_pool("dbname=shop")  # want "CL608"
    return lazy


def get_client():
    return through_a_getter


async def load(key):
    async with pool.acquire(timeout=5) as conn:
        await conn.fetch(key)
    async with (await get_pool()).acquire(timeout=5) as conn:
        await conn.fetch(key)
    await client.get(key)
    return await cache.get(key)


async def stop():
    await closed_pool.close()
    for each in (in_a_row, watched):
        await each.aclose()
    for each in {"a": in_a_dict}.values():
        await each.aclose()
    await get_client().aclose()


@contextlib.asynccontextmanager
async def lifespan(app):
    yield
    await in_the_lifespan.aclose()


async def main():
    async with in_a_with_block:
        await in_a_with_block.get("https://example.com")
    await unknown_library.serve(lifespan)


if __name__ == "__main__":
    asyncio.run(main())
