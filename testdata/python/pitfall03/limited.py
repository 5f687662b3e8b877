import asyncio

import httpx

SEM = asyncio.Semaphore(5)
client = httpx.AsyncClient()


async def get(url):
    async with SEM:
        return await client.get(url)
