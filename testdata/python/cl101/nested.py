"""Coroutines that are made in one function and awaited in a function inside it."""

import asyncio
import threading


async def fetch(url):
    await asyncio.sleep(1)
    return url


async def outer_coroutine_in_nested(url):
    pending = fetch(url)
    async def inner():
        return await pending
    return await asyncio.gather(inner())  # ok: one


async def outer_coroutines_in_nested(urls):
    async def inner(pending):
        return await pending

    return await asyncio.gather(*(inner(fetch(url)) for url in urls))  # want "CL101: .*urls"


def outer_coroutine_in_thread(url):
    pending = fetch(url)
    thread = threading.Thread(target=lambda: asyncio.run(pending))
    thread.start()
    thread.join()
