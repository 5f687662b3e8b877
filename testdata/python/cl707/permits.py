"""Permits that some way out keeps, and permits that come back or are handed on."""

import asyncio
import threading

SLOTS = threading.Semaphore(4)


async def not_on_an_exception(slots: asyncio.Semaphore, url, fetch):
    await slots.acquire()  # want "CL707: asyncio.Semaphore.acquire takes 'slots', which is not given back when an exception passes through;"
    page = await fetch(url)
    slots.release()
    return page


def not_on_an_early_return(job, run):
    SLOTS.acquire()  # want "CL707: threading.Semaphore.acquire takes 'SLOTS', which is not given back on every return"
    if job is None:
        return None
    try:
        return run(job)
    finally:
        SLOTS.release()


async def finally_gives_back(slots: asyncio.Semaphore, url, fetch):
    await slots.acquire()  # ok: finally
    try:
        return await fetch(url)
    finally:
        slots.release()


async def with_gives_back(slots: asyncio.Semaphore, url, fetch):
    async with slots:  # ok: with
        return await fetch(url)


async def the_task_gives_it_back(slots: asyncio.Semaphore, urls, fetch):
    async def run(url):
        try:
            return await fetch(url)
        finally:
            slots.release()

    tasks = []
    for url in urls:
        await slots.acquire()  # ok: each task gives its own back
        tasks.append(asyncio.create_task(run(url)))
    return await asyncio.gather(*tasks)


async def a_callback_gives_it_back(slots: asyncio.Semaphore, url, fetch):
    await slots.acquire()  # ok: the callback gives it back
    task = asyncio.create_task(fetch(url))
    task.add_done_callback(lambda _: slots.release())
    return await task


async def waited_for_in_vain(slots: asyncio.Semaphore, url, fetch):
    try:
        await asyncio.wait_for(slots.acquire(), timeout=1)  # ok: a timeout takes nothing
    except asyncio.TimeoutError:
        return None
    try:
        return await fetch(url)
    finally:
        slots.release()


def tried_without_success(job, run):
    if not SLOTS.acquire(timeout=1):  # ok: the branch that raises holds nothing
        raise RuntimeError("busy")
    try:
        return run(job)
    finally:
        SLOTS.release()


class Throttle:
    def __init__(self):
        self.slots = asyncio.Semaphore(2)

    async def begin(self):
        await self.slots.acquire()  # ok: end gives it back

    def end(self):
        self.slots.release()
