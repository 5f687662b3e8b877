"""Starts of what does nothing, and of what a helper starts."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def placeholders(urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.ensure_future(asyncio.sleep(0, url)))  # ok: nothing runs
    return await asyncio.gather(*tasks)


async def placeholders_and_pauses(urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.ensure_future(asyncio.sleep(url.delay, None)))  # want "CL103"
    return await asyncio.gather(*tasks)


class Loader:
    def begin(self, key):
        return asyncio.create_task(client.get(key))

    def begin_many(self, keys):
        return asyncio.gather(*[self.begin(key) for key in keys])  # want "CL103"
