"""A list that a loop fills: reported once, at the gather."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def get(url):
    return await client.get(url)


async def hidden_list(urls):
    coros = []
    for url in urls:
        coros.append(get(url))  # ok: nothing runs yet
    return await asyncio.gather(*coros)  # want "CL101: .*urls"
