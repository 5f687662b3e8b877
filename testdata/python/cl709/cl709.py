"""Permits that are taken inside the work."""

import asyncio

import httpx

client = httpx.AsyncClient()
LIMIT = asyncio.Semaphore(4)


async def handle(url):
    async with LIMIT:
        return await client.get(url)


async def handle_and_give_back(url):
    try:
        return await client.get(url)
    finally:
        LIMIT.release()


async def stream(urls):
    async with asyncio.TaskGroup() as group:
        async for url in urls:
            group.create_task(handle(url))  # want "CL709: .*takes its permit only then"


async def list_of_urls(urls):
    return await asyncio.gather(*(handle(url) for url in urls))  # ok: all of them are in memory anyway


async def before_the_start(urls):
    async with asyncio.TaskGroup() as group:
        async for url in urls:
            await LIMIT.acquire()
            group.create_task(handle_and_give_back(url))  # ok: the stream waits
