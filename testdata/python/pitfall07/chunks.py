"""Chunks that are awaited in the loop, and chunks that are gathered after it."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def get(url):
    return await client.get(url)


async def awaited_in_the_loop(xs):
    for i in range(0, len(xs), 20):
        await asyncio.gather(*(get(x) for x in xs[i : i + 20]))  # ok: twenty at a time


async def gathered_after_the_loop(xs):
    tasks = []
    for i in range(0, len(xs), 20):
        tasks += [get(x) for x in xs[i : i + 20]]
    await asyncio.gather(*tasks)  # want "CL101"
