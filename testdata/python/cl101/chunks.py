"""Chunks that are awaited one after the other, and chunks that are not."""

import asyncio
import itertools

import httpx

client = httpx.AsyncClient()


async def fetch(url: str) -> str:
    response = await client.get(url)
    return response.text


async def awaited_in_the_loop(urls):
    pages = []
    for i in range(0, len(urls), 20):
        pages += await asyncio.gather(*(fetch(url) for url in urls[i : i + 20]))  # ok: twenty at a time
    return pages


async def batched(urls):
    pages = []
    for batch in itertools.batched(urls, 20):
        pages.extend(await asyncio.gather(*(fetch(url) for url in batch)))  # ok: twenty at a time
    return pages


async def awaited_after_the_loop(urls):
    coros = []
    for i in range(0, len(urls), 20):
        for url in urls[i : i + 20]:
            coros.append(fetch(url))
    return await asyncio.gather(*coros)  # want "CL101: .*urls"


async def chunk_of_unknown_size(batches):
    for batch in batches:
        await asyncio.gather(*(fetch(url) for url in batch))  # want "CL101: .*batch"


async def pages_of_a_store(store):
    while True:
        batch = await store.next()
        if not batch:
            return
        await asyncio.gather(*(fetch(url) for url in batch))  # want "CL101: .*'batch'"


async def one_after_the_other(urls):
    return [await fetch(url) for url in urls]  # ok: no two at once


async def two_per_item(urls):
    for url in urls:
        await asyncio.gather(fetch(url), fetch(url + "/robots.txt"))  # ok: two at a time


PIECE = 10


async def pieces_of_a_list_that_a_loop_built(rows):
    urls = []
    for row in rows:
        urls.append(row["url"])
    out = []
    for start in range(0, len(urls), PIECE):
        piece = urls[start : start + PIECE]
        out.extend(await asyncio.gather(*[fetch(url) for url in piece]))  # ok: ten at most, waited for in the loop
    return out
