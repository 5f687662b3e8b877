"""One client for many requests, and a client per request."""

import asyncio

import httpx


async def one_for_many(urls):
    async with httpx.AsyncClient() as c:  # ok: one client, twenty requests at most
        return await asyncio.gather(*[c.get(url) for url in urls[:20]])


async def one_per_request(urls):
    pages = []
    for url in urls:
        async with httpx.AsyncClient() as c:  # want "CL303"
            pages.append(await c.get(url))
    return pages
