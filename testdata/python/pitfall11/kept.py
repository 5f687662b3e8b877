"""A set that goes away with the function keeps nothing."""

import asyncio


async def work():
    await asyncio.sleep(1)


async def local_set():
    tasks = set()
    tasks.add(asyncio.create_task(work()))  # want "CL201"


class Service:
    def __init__(self):
        self._tasks = set()

    def attribute_and_callback(self):
        task = asyncio.create_task(work())  # ok: kept until it is done
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
