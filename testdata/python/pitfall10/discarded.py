"""A group keeps its tasks; a loop does not."""

import asyncio


async def work():
    await asyncio.sleep(1)


async def group_owns_it():
    async with asyncio.TaskGroup() as group:
        group.create_task(work())  # ok: the group waits for it


async def running_loop():
    asyncio.get_running_loop().create_task(work())  # want "CL201"


class Service:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop

    def stored_loop(self):
        self.loop.create_task(work())  # want "CL201"
