"""Groups that start one task per item."""

import asyncio

import anyio
import httpx
import trio

client = httpx.AsyncClient()
SEM = asyncio.Semaphore(5)
HOSTS = ("https://a.example", "https://b.example")


async def fetch(url):
    return await client.get(url)


async def with_permit(url):
    async with SEM:
        return await client.get(url)


async def task_group(urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(fetch(url))  # want "CL102: asyncio.TaskGroup.create_task.*urls.*;"


async def comprehension(urls):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(url)) for url in urls]  # want "CL102: .*urls"
    return [task.result() for task in tasks]


async def anyio_group(urls):
    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(fetch, url)  # want "CL102: .*start_soon.*urls"


async def nursery(urls):
    async with trio.open_nursery() as nursery:
        for url in urls:
            nursery.start_soon(fetch, url)  # want "CL102: .*start_soon.*urls"


async def stream(messages):
    async with asyncio.TaskGroup() as group:
        async for message in messages:
            group.create_task(fetch(message.url))  # want "CL102: .*messages"


class Crawler:
    async def run(self, urls):
        async with asyncio.TaskGroup() as self.group:
            for url in urls:
                self.group.create_task(fetch(url))  # want "CL102: .*urls"


async def of_the_caller(group: asyncio.TaskGroup, urls):
    for url in urls:
        group.create_task(fetch(url))  # want "CL102: .*urls"


# --- harmless ---


async def limiter_in_the_task(urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(with_permit(url))  # ok: SEM, taken first


async def literal():
    async with asyncio.TaskGroup() as group:
        for url in HOSTS:
            group.create_task(fetch(url))  # ok: two


async def not_in_a_loop(url):
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch(url))  # ok: one
        group.create_task(fetch(url + "/robots.txt"))  # ok: two


async def one_group_per_chunk(urls):
    for i in range(0, len(urls), 20):
        async with asyncio.TaskGroup() as group:
            for url in urls[i : i + 20]:
                group.create_task(fetch(url))  # ok: the group is left before the next chunk


async def permit_before_each_start(urls):
    sem = asyncio.Semaphore(8)

    async def release_after(url):
        try:
            await fetch(url)
        finally:
            sem.release()

    async with asyncio.TaskGroup() as group:
        for url in urls:
            await sem.acquire()
            group.create_task(release_after(url))  # ok: sem, taken before each start


async def workers(urls, count):
    queue = asyncio.Queue()
    for url in urls:
        queue.put_nowait(url)

    async def worker():
        while not queue.empty():
            await fetch(await queue.get())

    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(worker())  # ok: workers draw from the queue


async def capacity(urls):
    limiter = anyio.CapacityLimiter(8)

    async def one(url):
        async with limiter:
            await fetch(url)

    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(one, url)  # ok: limiter, taken first


async def each_is_ready_before_the_next(servers, serve):
    async with anyio.create_task_group() as group:
        for server in servers:
            await group.start(serve, server)  # ok: returns when the task says that it is ready
