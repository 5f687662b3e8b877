"""Fan-outs that a plain function hands to the loop."""

import asyncio

import aiohttp

SITES = ("https://a.example", "https://b.example")


async def fetch(session: aiohttp.ClientSession, url):
    async with session.get(url) as response:
        return await response.text()


def gathered(session: aiohttp.ClientSession, urls: list[str]):
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(asyncio.gather(*[fetch(session, u) for u in urls]))  # want "CL101: asyncio.gather"


def few(session: aiohttp.ClientSession):
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(asyncio.gather(*[fetch(session, u) for u in SITES]))  # ok: as many as are written here


def limited(session: aiohttp.ClientSession, urls: list[str]):
    permits = asyncio.Semaphore(8)

    async def one(url):
        async with permits:
            return await fetch(session, url)

    loop = asyncio.new_event_loop()
    return loop.run_until_complete(asyncio.gather(*[one(u) for u in urls]))  # ok: eight at a time


def two(session: aiohttp.ClientSession, first, second):
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(asyncio.gather(fetch(session, first), fetch(session, second)))  # ok: two
