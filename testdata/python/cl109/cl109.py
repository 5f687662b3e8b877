"""Queues with and without a size."""

import asyncio


async def work(queue):
    while True:
        item = await queue.get()
        print(item)


async def without_a_size(lines):
    queue = asyncio.Queue()  # want "CL109: asyncio.Queue 'queue' has no size"
    worker = asyncio.create_task(work(queue))
    async for line in lines:
        await queue.put(line)
    worker.cancel()


async def with_a_size(lines):
    queue = asyncio.Queue(maxsize=10)  # ok: put waits
    worker = asyncio.create_task(work(queue))
    async for line in lines:
        await queue.put(line)
    worker.cancel()


async def a_few_items():
    queue = asyncio.Queue()  # ok: three items
    worker = asyncio.create_task(work(queue))
    for line in ("a", "b", "c"):
        await queue.put(line)
    worker.cancel()


async def nobody_empties_it(lines):
    queue = asyncio.Queue()  # ok: a list by another name
    for line in lines:
        queue.put_nowait(line)
    return queue.qsize()
