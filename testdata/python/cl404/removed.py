"""What asyncio no longer has, and look-alikes."""

import asyncio
import sys
from asyncio import Lock


async def parameters(loop, jobs):
    queue = asyncio.Queue(loop=loop)  # want "CL404: asyncio.Queue has no parameter 'loop'"
    lock = Lock(loop=loop)  # want "CL404"
    await asyncio.sleep(1, loop=loop)  # want "CL404: asyncio.sleep"
    await asyncio.gather(*jobs, loop=loop)  # want "CL404: asyncio.gather"
    await asyncio.wait(jobs, loop=loop)  # want "CL404: asyncio.wait"
    reader, writer = await asyncio.open_connection("db", 5432, loop=loop)  # want "CL404: asyncio.open_connection"
    return queue, lock, reader, writer


def submodules(loop, jobs):
    from asyncio import locks, tasks

    lock = locks.Lock(loop=loop)  # want "CL404: asyncio.locks.Lock has no parameter 'loop'"
    return lock, tasks.gather(*jobs, loop=loop)  # want "CL404: asyncio.tasks.gather"


def handed_to_the_loop(loop, jobs):
    loop.run_until_complete(asyncio.gather(*jobs, loop=loop))  # want "CL404: asyncio.gather"
    loop.run_until_complete(asyncio.sleep(1, loop=loop))  # want "CL404: asyncio.sleep"
    loop.run_until_complete(asyncio.gather(*jobs))  # ok: nothing of the old


def without(jobs):
    from asyncio import tasks

    return tasks.gather(*jobs, return_exceptions=True)  # ok: nothing of the old


def tasks():
    current = asyncio.Task.current_task()  # want "CL404: .*asyncio.current_task"
    return current, asyncio.Task.all_tasks()  # want "CL404: .*asyncio.all_tasks"


def watcher():
    return asyncio.get_child_watcher()  # want "CL404: asyncio.get_child_watcher"


@asyncio.coroutine  # want "CL404: asyncio.coroutine.*async def"
def old_style():
    yield from asyncio.sleep(1)


async def guarded(loop):
    if sys.version_info < (3, 10):
        return asyncio.Queue(loop=loop)  # ok: older versions only
    return asyncio.Queue()  # ok: no loop


async def still_there(loop, coro):
    future = asyncio.Future(loop=loop)  # ok: has the parameter
    task = asyncio.ensure_future(coro, loop=loop)  # ok: has the parameter
    asyncio.run_coroutine_threadsafe(coro, loop)  # ok: positional, and still there
    return future, task, asyncio.current_task(), asyncio.all_tasks()  # ok: the replacements


class Queue:
    def __init__(self, loop=None):
        self.loop = loop


def own_class(loop):
    return Queue(loop=loop)  # ok: not asyncio's


def shadowed(asyncio, loop):
    return asyncio.Queue(loop=loop)  # ok: the parameter is not the module


def coroutine(f):
    return f


@coroutine  # ok: not asyncio's
def own_decorator():
    return None


async def handed_on(**options):
    return asyncio.Queue(**options)  # ok: which options is not known


async def sized(loop):
    return asyncio.Queue(maxsize=8)  # ok: no loop


class Waiting(asyncio.Queue):
    async def wait(self):
        while self.empty():
            await asyncio.sleep(0.1)


class Tied(asyncio.Queue):
    def __init__(self, loop=None):
        super().__init__()
        self.made_by = loop


async def subclass():
    return Waiting()  # ok: no loop


async def subclass_with_its_own(loop):
    return Tied(loop=loop)  # ok: the parameter is its own


async def subclass_with_a_loop(loop):
    return Waiting(loop=loop)  # want "CL404"
