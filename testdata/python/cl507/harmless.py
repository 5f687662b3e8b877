"""Waits that stop no loop, or that are over at once."""

import asyncio
import concurrent.futures
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(4)
jobs = queue.Queue()
async_jobs = asyncio.Queue()
ready = threading.Event()
lock = threading.Lock()


def work(x):
    return x


def synchronous(x):
    return POOL.submit(work, x).result()  # ok: no coroutine


async def wrapped(x):
    return await asyncio.wrap_future(POOL.submit(work, x))  # ok: awaited


async def awaited(x):
    return await asyncio.get_running_loop().run_in_executor(POOL, work, x)  # ok: awaited


async def result_of_a_task(x):
    task = asyncio.create_task(wrapped(x))
    await asyncio.wait([task])
    return task.result()  # ok: a task's result never waits


async def asked_before(x):
    future = POOL.submit(work, x)
    while not future.done():
        await asyncio.sleep(0.1)
    return future.result()  # ok: it is done


async def waited_before(x):
    future = POOL.submit(work, x)
    await asyncio.wrap_future(future)
    return future.result()  # ok: it is done


async def join_in_a_thread(target):
    thread = threading.Thread(target=target)
    thread.start()
    await asyncio.to_thread(thread.join)  # ok: waits in a thread


async def drawn_from_asyncio():
    return await async_jobs.get()  # ok: awaited


async def does_not_block():
    return jobs.get(block=False)  # ok: at once


async def does_not_block_either():
    return jobs.get_nowait()  # ok: at once


async def polls():
    return jobs.get(timeout=0.05)  # ok: nobody notices


async def asks():
    return ready.is_set()  # ok: at once


async def tells(x):
    jobs.put(x)
    ready.set()  # ok: does not wait


async def short_section(x):
    with lock:
        return work(x)  # ok: a free lock costs nothing


async def does_not_wait():
    executor = ThreadPoolExecutor(2)
    executor.submit(work, 1)
    executor.shutdown(wait=False)  # ok: does not wait


async def done_callback(x):
    def show(future):
        return future.result()  # ok: it is done

    POOL.submit(work, x).add_done_callback(show)


async def nothing_submitted():
    with ThreadPoolExecutor(1) as executor:  # ok: nothing runs in it
        return executor


def consume():
    while True:
        jobs.get()  # ok: a thread of its own


async def starts_a_consumer():
    threading.Thread(target=consume, daemon=True).start()  # ok: a thread of its own


async def waits_in_a_thread(futures):
    return await asyncio.to_thread(concurrent.futures.wait, futures)  # ok: waits in a thread


class Results:
    def __init__(self):
        self.queue = queue.Queue()

    def take(self):
        return self.queue.get()  # ok: no coroutine

    async def asked_whether_it_is_empty(self):
        while self.queue.empty():
            await asyncio.sleep(0.1)
        return self.take()  # ok: there is something
