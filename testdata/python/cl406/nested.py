"""Loops inside loops, and look-alikes."""

import asyncio
import threading

import anyio
from asgiref.sync import async_to_sync


async def load(key):
    await asyncio.sleep(0)
    return key


async def run_in_a_coroutine(key):
    return asyncio.run(load(key))  # want "CL406: asyncio.run"


async def on_a_new_loop(key):
    loop = asyncio.new_event_loop()
    return loop.run_until_complete(load(key))  # want "CL406: .*run_until_complete"


async def by_anyio():
    anyio.run(load, "a")  # want "CL406: anyio.run"


def load_now(key):
    return asyncio.run(load(key))  # ok: no loop is known to run


async def through_a_helper(key):
    return load_now(key)  # want "CL406: .*load_now"


class Store:
    def get(self, key):
        return asyncio.get_event_loop().run_until_complete(load(key))  # ok: the coroutine's call is the place

    async def refresh(self, key):
        return self.get(key)  # want "CL406: .*Store.get"


def anywhere(key):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(load(key))
    return None


async def asked_first(key):
    return anywhere(key)  # ok: runs a loop only where none does


def where_it_may(key):
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return asyncio.run_coroutine_threadsafe(load(key), loop)
    return loop.run_until_complete(load(key))


async def asked_before(key):
    return where_it_may(key)  # ok: runs a loop only where none does


async def in_a_thread(key):
    return await asyncio.to_thread(load_now, key)  # ok: another thread


async def in_an_executor(key):
    return await asyncio.get_running_loop().run_in_executor(None, load_now, key)  # ok: another thread


async def in_a_thread_of_its_own(key):
    def work():
        asyncio.run(load(key))  # ok: another thread

    thread = threading.Thread(target=work)
    thread.start()
    await asyncio.to_thread(thread.join)


async def converted_and_called_elsewhere():
    return async_to_sync(load)  # ok: not called here


async def awaited(key):
    return await load(key)  # ok: awaited


def main():
    asyncio.run(load("a"))  # ok: no loop runs yet


class Flow:
    def resume(self, key):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if loop is not None:
            raise RuntimeError("await resume_async instead")
        return asyncio.run(load(key))

    async def resume_in_a_coroutine(self, key):
        return self.resume(key)  # ok: it asks first, and says what to do


def serve(app, loop, run_async=False):
    if run_async:
        return app
    return loop.run_until_complete(load(app))


async def serve_in_this_loop(app, loop):
    return serve(app, loop, run_async=True)  # ok: what it is given says that it runs none


def always_runs(app, loop: asyncio.AbstractEventLoop):
    loop.run_until_complete(load(app))
    if app:
        return app
    return None


async def in_a_helper_with_two_returns(app, loop):
    return always_runs(app, loop)  # want "CL406"
