"""Pauses under a limiter."""

import asyncio
import random

import httpx

client = httpx.AsyncClient()
LIMIT = asyncio.Semaphore(4)


async def backoff_inside(url):
    async with LIMIT:
        for attempt in range(5):
            try:
                return await client.get(url)
            except httpx.TransportError:
                await asyncio.sleep(random.random() * 2**attempt)  # want "CL715: asyncio.sleep waits between two attempts while 'LIMIT' is held"
    raise TimeoutError(url)


class Client:
    def __init__(self):
        self.limit = asyncio.Semaphore(4)

    async def get(self, url):
        async with self.limit:
            attempt = 0
            while True:
                try:
                    return await client.get(url)
                except httpx.TransportError:
                    attempt += 1
                    if attempt > 5:
                        raise
                    await asyncio.sleep(random.random() * 2**attempt)  # want "CL715"


async def permit_per_attempt(url):
    for attempt in range(5):
        try:
            async with LIMIT:
                return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.random() * 2**attempt)  # ok: given back before
    raise TimeoutError(url)


async def permit_in_the_loop(url):
    for attempt in range(5):
        async with LIMIT:
            try:
                return await client.get(url)
            except httpx.TransportError:
                failed = True
        if failed:
            await asyncio.sleep(random.random() * 2**attempt)  # ok: given back before
    raise TimeoutError(url)


async def pace(url):
    async with LIMIT:
        got = await client.get(url)
        await asyncio.sleep(1)  # ok: a note; four a second may be what is meant
        return got


async def after_the_work(url):
    async with LIMIT:
        got = await client.get(url)
    await asyncio.sleep(1)  # ok: the permit is free
    return got


async def under_a_lock(url, lock: asyncio.Lock):
    async with lock:
        await asyncio.sleep(1)  # ok: a lock is no limiter
        return await client.get(url)


async def with_retries(url):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.random() * 2**attempt)  # ok: holds nothing itself
    raise TimeoutError(url)


async def helper_that_pauses(url):
    async with LIMIT:  # want "CL715: asyncio.sleep waits between two attempts while 'LIMIT' is held"
        return await with_retries(url)
