"""A limiter made in each run, and one made by the function that starts the runs."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def get(url):
    return await client.get(url)


async def limited(url):
    sem = asyncio.Semaphore(5)  # want "CL704"
    async with sem:
        return await client.get(url)


async def made_in_each_run(urls):
    return await asyncio.gather(*(limited(url) for url in urls))  # ok: the finding above stands for it


async def made_in_the_parent(urls):
    sem = asyncio.Semaphore(5)

    async def one(url):
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))  # ok: closed over
