"""Work that goes through a pool of connections."""

import asyncio

import asyncpg
import httpx

pool = asyncpg.create_pool("postgres://db/app", max_size=8)
large = asyncpg.create_pool("postgres://db/app", max_size=500)
client = httpx.AsyncClient()


async def row(i):
    async with pool.acquire() as conn:
        return await conn.fetchrow("select * from items where id = $1", i)


async def row_and_page(i):
    found = await pool.fetchrow("select url from items where id = $1", i)
    return await client.get(found["url"])


async def through_the_pool(ids):
    return await asyncio.gather(*(pool.fetchrow("select $1", i) for i in ids))  # ok: a note; eight at once


async def connections_of_the_pool(ids):
    return await asyncio.gather(*(row(i) for i in ids))  # ok: a note; eight at once


async def large_pool(ids):
    return await asyncio.gather(*(large.fetchrow("select $1", i) for i in ids))  # want "CL101"


async def pool_and_pages(ids):
    return await asyncio.gather(*(row_and_page(i) for i in ids))  # want "CL101"
