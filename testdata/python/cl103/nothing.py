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


class Runner:
    async def eager(self, events, most: int):
        """A coroutine of the function's own ends what runs as soon as there are enough."""
        jobs = []

        async def settle():
            while jobs:
                _, job = jobs.pop(0)
                await job

        async for event in events:
            if event.call:
                jobs.append((event, asyncio.create_task(client.get(event.url))))  # ok
                if len(jobs) == most:
                    await settle()
        await settle()

    async def full(self, events, most: int):
        jobs = []

        async def settle():
            while jobs:
                await jobs.pop(0)

        async for event in events:
            jobs.append(asyncio.create_task(client.get(event.url)))  # ok
            if len(jobs) >= most:
                await settle()
        await settle()

    async def counted_only(self, events, most: int):
        jobs = []
        async for event in events:
            jobs.append(asyncio.create_task(client.get(event.url)))  # want "CL103"
            if len(jobs) >= most:
                print("many")
        for job in jobs:
            await job
