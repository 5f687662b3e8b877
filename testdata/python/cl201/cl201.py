"""Tasks that nobody refers to while they run."""

import asyncio
import contextlib
import functools
from asyncio import create_task, ensure_future
from asyncio import get_running_loop as current_loop


async def work(n=0):
    await asyncio.sleep(n)


async def dropped():
    asyncio.create_task(work())  # want "CL201: asyncio.create_task drops .*weakly.*; keep it"


async def dropped_by_another_name():
    create_task(work())  # want "CL201"
    ensure_future(work())  # want "CL201"


async def dropped_by_an_underscore():
    _ = asyncio.create_task(work())  # want "CL201"


async def never_read():
    task = asyncio.create_task(work())  # want "CL201: .*'task'"


async def callback_alone():
    """The task refers to its callback, nobody refers to the task."""
    task = asyncio.create_task(work())  # want "CL201"
    task.add_done_callback(print)


async def callback_in_a_chain():
    asyncio.create_task(work()).add_done_callback(print)  # want "CL201"


async def renamed_only():
    task = asyncio.create_task(work())  # want "CL201"
    task.set_name("work")


async def on_the_running_loop():
    current_loop().create_task(work())  # want "CL201"
    loop = asyncio.get_event_loop()
    loop.create_task(work())  # want "CL201"


def on_a_new_loop():
    loop = asyncio.new_event_loop()
    loop.create_task(work())  # want "CL201"
    loop.run_forever()


def on_a_loop_of_the_caller(loop: asyncio.AbstractEventLoop):
    loop.create_task(work())  # want "CL201"


def on_a_loop_by_name(client):
    client.loop.create_task(work())  # want "CL201"


def from_a_thread(loop):
    asyncio.run_coroutine_threadsafe(work(), loop)  # ok: a note, at most its error is lost


def from_a_thread_that_looks_after_errors(loop):
    asyncio.run_coroutine_threadsafe(careful_work(), loop)  # ok: a note, it logs its errors itself


async def careful_work():
    try:
        await work()
    except Exception:
        print("failed")


async def on_a_branch(verbose):
    if verbose:
        asyncio.create_task(work())  # want "CL201"


async def local_list():
    tasks = []
    for n in (1, 2, 3):
        tasks.append(asyncio.create_task(work(n)))  # want "CL201"


async def local_comprehension():
    tasks = [asyncio.create_task(work(n)) for n in (1, 2, 3)]  # want "CL201"


async def local_dict():
    tasks = {}
    tasks["a"] = asyncio.create_task(work())  # want "CL201"


def start(coro):
    """Hands the task on: whoever calls decides."""
    return asyncio.create_task(coro)


async def dropped_from_a_helper():
    start(work())  # want "CL201: .*start"


class Service:
    def __init__(self):
        self._loop = asyncio.get_event_loop()

    def schedule(self):
        self._loop.create_task(self._run())  # want "CL201"

    async def _run(self):
        await asyncio.sleep(1)

    def in_a_callback(self, future):
        asyncio.ensure_future(self._run())  # want "CL201"


async def next_to_a_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        asyncio.create_task(work())  # want "CL201"


async def result_ignored():
    with contextlib.suppress(ValueError):
        asyncio.create_task(work())  # want "CL201"


async def in_a_callback_of_the_loop():
    loop = asyncio.get_running_loop()
    loop.call_later(5, lambda: asyncio.create_task(work()))  # want "CL201: asyncio.create_task drops"
    loop.call_soon(lambda: loop.create_task(work()))  # want "CL201"
    loop.call_at(loop.time() + 1, asyncio.ensure_future, work())  # want "CL201"


def handed_to_the_loop(loop):
    loop.call_soon_threadsafe(asyncio.create_task, work())  # want "CL201"
    loop.call_soon_threadsafe(
        lambda: asyncio.create_task(work()),  # want "CL201"
    )
    loop.call_soon_threadsafe(functools.partial(loop.create_task, work()))  # want "CL201"


class View:
    def over(self):
        asyncio.create_task(self.on_timeout())  # want "CL201"

    async def on_timeout(self):
        """Does nothing here, and waits in a class below."""


async def run_whatever(coro, *args):
    await coro(*args)


def whatever(coro):
    asyncio.create_task(run_whatever(coro, 1))  # want "CL201"


async def through_another(coro, *args):
    await run_whatever(coro, *args)


def whatever_through_another(coro):
    asyncio.create_task(through_another(coro, 1))  # want "CL201"


class Gate:
    def __init__(self, loop):
        self.loop = loop

    def open(self, names, other):
        self.loop.create_task(self.ring(names))  # want "CL201"
        self.loop.create_task(self._tell(names))  # want "CL201"
        self.loop.create_task(self._call(names))  # want "CL201"

    async def ring(self, names):  # one below may wait
        self.rung = names

    async def _tell(self, names):
        self.told = [name async for name in names]

    async def _call(self, names):  # another one below does
        self.called = names


class SlowGate(Gate):
    async def _call(self, names):
        await asyncio.sleep(1)
