"""Locks of threads that coroutines hold."""

import asyncio
import threading
from threading import Lock, RLock

LOCK = Lock()
REENTRANT = RLock()
SEMAPHORE = threading.Semaphore(2)
ASYNC_LOCK = asyncio.Lock()


async def fetch(key):
    await asyncio.sleep(1)
    return key


def compute(key):
    return key


async def held(key):
    with LOCK:  # want "CL508: threading.Lock 'LOCK' is held while"
        return await fetch(key)


async def reentrant(key):
    with REENTRANT:  # want "CL508: .*'REENTRANT'"
        await fetch(key)


async def semaphore(key):
    with SEMAPHORE:  # want "CL508: .*'SEMAPHORE'"
        await fetch(key)


async def by_hand(key):
    LOCK.acquire()  # want "CL508: .*'LOCK'"
    try:
        await fetch(key)
    finally:
        LOCK.release()


class Cache:
    def __init__(self):
        self._lock = threading.Lock()
        self._async_lock = asyncio.Lock()

    async def attribute(self, key):
        with self._lock:  # want "CL508: .*'_lock'"
            async for part in self.stream(key):
                print(part)

    async def stream(self, key):
        yield await fetch(key)

    async def other_lock(self, key):
        async with self._async_lock:
            return await fetch(key)  # ok: a lock of asyncio

    async def no_await(self, key):
        with self._lock:
            value = compute(key)  # ok: given back before the await
        return await fetch(value)

    def synchronous(self, key):
        with self._lock:
            return compute(key)  # ok: no coroutine


async def given_back(key):
    LOCK.acquire()
    value = compute(key)
    LOCK.release()
    return await fetch(value)  # ok: given back before


async def awaited_before(key):
    value = await fetch(key)
    with LOCK:
        return compute(value)  # ok: awaited before


async def of_asyncio(key):
    async with ASYNC_LOCK:
        return await fetch(key)  # ok: a lock of asyncio


async def through_a_function(key):
    Cache().synchronous(key)
    return await fetch(key)  # ok: given back in there


async def of_this_run(key):
    lock = threading.Lock()
    with lock:
        return await fetch(key)  # ok: no other task sees it
