"""A fixed number of workers, and tasks that exist already."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def worker(queue: asyncio.Queue):
    while True:
        url = await queue.get()
        await client.get(url)
        queue.task_done()


async def workers_on_a_queue(urls, workers: int):
    queue = asyncio.Queue(maxsize=100)
    crew = asyncio.gather(*(worker(queue) for _ in range(workers)))  # ok: each draws from the queue
    for url in urls:
        await queue.put(url)
    await queue.join()
    crew.cancel()


async def drain(queue: asyncio.Queue):
    while True:
        try:
            url = queue.get_nowait()
        except asyncio.QueueEmpty:
            return
        await client.get(url)


async def workers_that_drain(urls, workers):
    queue = asyncio.Queue()
    for url in urls:
        queue.put_nowait(url)
    await asyncio.gather(*(drain(queue) for _ in range(workers)))  # ok: each draws from the queue


async def one_worker_per_item(urls):
    queue = asyncio.Queue()
    for url in urls:
        queue.put_nowait(url)
    await asyncio.gather(*(drain(queue) for _ in range(len(urls))))  # want "CL101: .*urls"


class Tasks:
    def __init__(self):
        self.tasks = {}

    def start(self, name, coro):
        self.tasks[name] = asyncio.create_task(coro)

    async def stop(self):
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)  # ok: the tasks exist already


async def tasks_made_before(urls):
    tasks = [asyncio.create_task(client.get(url)) for url in urls]
    return await asyncio.gather(*tasks)  # ok: started above, where CL103 stands


async def pending(tasks: set[asyncio.Task]):
    await asyncio.wait(tasks)  # ok: tasks of the caller
