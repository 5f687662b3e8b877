"""Loops that wait in each turn, replace what has ended, or make the pool itself."""

import asyncio
import contextlib

import httpx

client = httpx.AsyncClient()


async def fetch(url):
    return await client.get(url)


class Telemetry:
    def __init__(self):
        self.running = set()

    async def query(self, text):
        answer = await client.post("http://db/", content=text)
        self.note(answer)
        return answer

    def note(self, answer):
        task = asyncio.create_task(client.post("http://metrics/", content=answer.text))
        self.running.add(task)
        task.add_done_callback(self.running.discard)

    async def export(self, pages):
        for page in pages:
            yield await self.query(f"select {page}")  # ok: a note; one short task a turn

    def forward(self, items):
        for item in items:
            self.note(item)  # want "CL103"


async def each_is_awaited(bus, nodes):
    for node in nodes:
        task = start(bus, node)
        if task is not None:
            await asyncio.wrap_future(task)  # ok: one at a time


def start(bus, node):
    if bus.closed:
        return None
    return asyncio.create_task(bus.replay(node))


async def one_for_each_that_ended(urls, concurrency):
    left = iter(urls)
    running = set()

    def start_next():
        url = next(left, None)
        if url is not None:
            running.add(asyncio.create_task(fetch(url)))

    for _ in range(concurrency):
        start_next()  # ok: a note; the pool itself
    while running:
        done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            running.discard(task)
            start_next()  # ok: a note; as many as have ended


async def two_for_each_task(tasks):
    more = []
    for task in tasks:
        more.append(asyncio.create_task(fetch(task.url)))  # want "CL103"
    await asyncio.gather(*more)


async def the_loop_is_left(chunks, bill):
    async for chunk in chunks:
        if chunk is None:
            continue
        settle(bill)  # ok: once, then the function is left
        return


def settle(bill):
    global LAST
    LAST = asyncio.create_task(client.post("http://bill/", content=bill))


async def the_loop_goes_on(chunks, bill):
    async for chunk in chunks:
        if chunk is None:
            return
        settle(chunk)  # want "CL103"


async def only_the_first(urls):
    for url in urls:
        if not url:
            continue
        task = asyncio.create_task(fetch(url))  # ok: once, then the loop is left
        break
    else:
        return None
    return await task


async def the_first_of_each(groups):
    tasks = []
    for urls in groups:
        for url in urls:
            tasks.append(asyncio.create_task(fetch(url)))  # want "CL103"
            break
    return await asyncio.gather(*tasks)


@contextlib.asynccontextmanager
async def timed(name):
    try:
        yield
    finally:
        task = asyncio.create_task(client.post("http://metrics/", content=name))
        RUNNING.add(task)
        task.add_done_callback(RUNNING.discard)


RUNNING = set()


async def each_turn_is_timed(db, rows):
    for row in rows:
        async with timed("insert"):  # ok: a note; starts one as each awaited block ends
            await db.execute(row)
