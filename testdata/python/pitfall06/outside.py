"""One permit around the whole fan-out: one finding, which names CL101."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def get(url):
    return await client.get(url)


SEM = asyncio.Semaphore(5)


async def permit_outside(urls):
    async with SEM:  # want "CL705: .*SEM"
        await asyncio.gather(*(get(url) for url in urls))  # ok: the finding above stands for it
