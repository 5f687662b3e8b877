"""time.sleep in a coroutine."""

import asyncio
import time
from threading import Thread
from time import sleep


async def direct():
    time.sleep(1)  # want "CL504: time.sleep.*;"


async def imported_by_name(delay):
    sleep(delay)  # want "CL504: time.sleep"


async def in_a_loop(job):
    while not job.done:
        time.sleep(0.1)  # want "CL504"


def pause():
    time.sleep(1)  # ok: no coroutine


async def through_a_function():
    pause()  # want "CL504: .*pause"


async def asynchronous():
    await asyncio.sleep(1)  # ok: awaited


async def in_a_thread():
    await asyncio.to_thread(time.sleep, 1)  # ok: runs in a thread


async def in_a_thread_of_its_own():
    thread = Thread(target=pause)
    thread.start()  # ok: runs in a thread
    return thread


async def gives_way():
    time.sleep(0)  # ok: does not stand still


async def nested():
    def wait():
        time.sleep(1)  # ok: stands in a function that a thread runs

    await asyncio.to_thread(wait)


class Stamp:
    def __init__(self):
        time.sleep(0.001)  # so that no two stamps are the same
        self.at = time.time_ns()


async def a_millisecond():
    return Stamp()  # ok: a note: no longer than other work of the loop


async def a_tenth_of_a_second():
    time.sleep(0.1)  # want "CL504: time.sleep"
