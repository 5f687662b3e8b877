"""Names that look like collectors and are something else."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def gather(*coros):
    return [await coro for coro in coros]


async def fetch(url):
    return await client.get(url)


async def own_gather(urls):
    return await gather(*(fetch(url) for url in urls))  # ok: awaits one after the other


class Harvest:
    async def gather(self, *coros):
        for coro in coros:
            await coro


async def method_of_the_same_name(urls):
    harvest = Harvest()
    await harvest.gather(*(fetch(url) for url in urls))  # ok: not asyncio's


async def parameter_of_the_same_name(asyncio, urls):
    return await asyncio.gather(*(fetch(url) for url in urls))  # ok: not the module


async def plain_data(rows):
    return await asyncio.gather(*rows)  # ok: of what is in there nothing is known


async def known_import(urls):
    return await asyncio.gather(*(fetch(url) for url in urls))  # want "CL101: .*urls"
