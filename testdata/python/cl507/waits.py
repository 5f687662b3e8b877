"""Waits for other threads in coroutines."""

import asyncio
import concurrent.futures
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

POOL = ThreadPoolExecutor(4)
jobs = queue.Queue()
ready = threading.Event()


def work(x):
    return x


async def result_of_a_future(x):
    future = POOL.submit(work, x)
    return future.result()  # want "CL507: concurrent.futures.Future.result waits .*;"


async def result_at_once(x):
    return POOL.submit(work, x).result()  # want "CL507: concurrent.futures.Future.result"


async def all_of_them(xs):
    futures = [POOL.submit(work, x) for x in xs]
    for future in concurrent.futures.as_completed(futures):  # want "CL507: concurrent.futures.as_completed"
        future.result()  # ok: done by now


async def joined(target):
    thread = threading.Thread(target=target)
    thread.start()
    thread.join()  # want "CL507: threading.Thread.join"


async def drawn():
    return jobs.get()  # want "CL507: queue.Queue.get"


async def event():
    ready.wait()  # want "CL507: threading.Event.wait"


async def typed():
    return input("> ")  # want "CL507: builtins.input"


async def executor_in_a_block(xs):
    with ThreadPoolExecutor(8) as executor:  # want "CL507: concurrent.futures.ThreadPoolExecutor waits at its end"
        futures = [executor.submit(work, x) for x in xs]
    return futures


async def executor_with_a_timeout(x):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as executor:  # want "CL507: concurrent.futures.ThreadPoolExecutor"
        return await asyncio.wait_for(loop.run_in_executor(executor, work, x), 5)


def run_all(xs):
    with ThreadPoolExecutor(8) as executor:
        return list(executor.map(work, xs))


class Scraper:
    def __init__(self, xs):
        self.xs = xs

    def run(self):
        return run_all(self.xs)


def scrape(xs):
    scraper = Scraper(xs)
    return scraper.run()


async def through_functions(xs):
    return scrape(xs)  # want "CL507: .*through .*scrape"


async def shut_down():
    executor = ThreadPoolExecutor(2)
    executor.submit(work, 1)
    executor.shutdown()  # want "CL507: concurrent.futures.Executor.shutdown"


async def threads(xs):
    with ThreadPool(4) as pool:
        return pool.map(work, xs)  # want "CL507: multiprocessing.pool.Pool.map"


class Bridge:
    def __init__(self, loop):
        self.loop = loop

    async def own_loop(self, job):
        return asyncio.run_coroutine_threadsafe(job(), self.loop).result()  # want "CL507: concurrent.futures.Future.result"
