"""get_event_loop in a coroutine, and its look-alikes."""

import asyncio
import asyncio as aio
from asyncio import get_event_loop
from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(max_workers=4)


async def in_a_coroutine(data):
    loop = asyncio.get_event_loop()  # want "CL402: asyncio.get_event_loop.*get_running_loop"
    return await loop.run_in_executor(POOL, hash, data)


async def chained(data):
    return await asyncio.get_event_loop().run_in_executor(POOL, hash, data)  # want "CL402"


async def renamed():
    return aio.get_event_loop().time()  # want "CL402"


async def imported_by_name():
    return get_event_loop().time()  # want "CL402"


class Clock:
    async def method(self):
        return asyncio.get_event_loop().time()  # want "CL402"


async def generator():
    loop = asyncio.get_event_loop()  # want "CL402"
    while True:
        yield loop.time()


async def in_a_comprehension(items):
    return [asyncio.get_event_loop().time() for _ in items]  # want "CL402"


async def as_an_argument(make):
    return make(loop=asyncio.get_event_loop())  # want "CL402"


async def recommended():
    return asyncio.get_running_loop().time()  # ok: says what is meant


def in_a_function():
    return asyncio.get_event_loop()  # ok: no coroutine; CL401 asks there


async def function_in_a_coroutine():
    def later():
        return asyncio.get_event_loop()  # ok: stands in a function

    return later


class Policy:
    def get_event_loop(self):
        return asyncio.new_event_loop()


async def method_of_the_same_name(policy: Policy):
    return policy.get_event_loop()  # ok: not asyncio's


async def shadowed(get_event_loop):
    return get_event_loop()  # ok: a parameter


class Driver:
    def __init__(self):
        self.loop = asyncio.get_event_loop()  # want "CL402: .*only coroutines call"


async def makes_a_driver():
    return Driver()


class Shared:
    def __init__(self):
        self.loop = asyncio.get_event_loop()  # ok: CL401's, not only coroutines make it


async def makes_one_here():
    return Shared()


def and_one_there():
    return Shared()
