"""A class that has an asynchronous twin is for those who have no loop."""

import asyncio
import time


class Engine:
    def __init__(self, job):
        self.job = job

    def pause(self):
        time.sleep(1)

    def call(self):
        if self.job.asynchronous:

            async def run():
                await self.job()
                self.pause()  # ok: a note: who has a loop uses the twin

            return run()
        return self.job()


class AsyncEngine:
    def __init__(self, job):
        self.job = job

    async def call(self):
        await self.job()
        await asyncio.sleep(1)

    async def slow(self):
        await self.job()
        time.sleep(1)  # want "CL504: time.sleep"


class Lonely:
    async def call(self):
        time.sleep(1)  # want "CL504: time.sleep"


class Session:
    async def refresh(self):
        time.sleep(1)  # want "CL504: time.sleep"


class AsyncSession:
    async def refresh(self):
        await asyncio.sleep(1)
