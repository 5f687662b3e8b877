"""A number of workers, each of which draws from a queue."""

import asyncio


class Settings:
    workers: int = 4


settings = Settings()


async def worker(queue: asyncio.Queue):
    while True:
        job = await queue.get()
        await job.run()
        queue.task_done()


async def fixed_number_of_workers(queue):
    async with asyncio.TaskGroup() as group:
        for _ in range(settings.workers):
            group.create_task(worker(queue))  # ok: workers


async def number_from_a_parameter(queue, n):
    async with asyncio.TaskGroup() as group:
        for _ in range(n):
            group.create_task(worker(queue))  # ok: workers
