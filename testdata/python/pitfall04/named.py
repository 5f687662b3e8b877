"""A limiter that is there by name only."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def get(url):
    return await client.get(url)


SEM = asyncio.Semaphore(5)


async def limiter_that_nobody_takes(urls):
    return await asyncio.gather(*map(get, urls))  # want "CL101: .*urls"
