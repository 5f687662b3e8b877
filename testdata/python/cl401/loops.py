"""get_event_loop where no loop runs."""

import asyncio
from asyncio import get_event_loop

from websockets.legacy.server import WebSocketServerProtocol

LOOP = asyncio.get_event_loop()  # want "CL401: asyncio.get_event_loop.*;"


async def work():
    await asyncio.sleep(1)


def main():
    loop = asyncio.get_event_loop()  # want "CL401"
    loop.run_until_complete(work())


def imported_by_name():
    return get_event_loop()  # want "CL401"


class Service:
    def __init__(self):
        self.loop = asyncio.get_event_loop()  # want "CL401"


# --- harmless ---


def recommended():
    asyncio.run(work())  # ok: makes and ends a loop


def own_loop():
    loop = asyncio.new_event_loop()  # ok: a loop of one's own
    try:
        loop.run_until_complete(work())
    finally:
        loop.close()


def set_before():
    asyncio.set_event_loop(asyncio.new_event_loop())
    return asyncio.get_event_loop()  # ok: one was set


def guarded():
    try:
        return asyncio.get_running_loop()  # ok: asks for the running one
    except RuntimeError:
        return asyncio.new_event_loop()


async def in_a_coroutine():
    return asyncio.get_event_loop()  # ok: CL402's


def only_called_from_a_coroutine():
    return asyncio.get_event_loop().time()  # ok: a loop runs whenever this does


async def caller():
    return only_called_from_a_coroutine()


def falls_back_to_a_new_loop():
    try:
        loop = asyncio.get_event_loop()  # ok: where it raises, a new loop runs the work
        loop.run_until_complete(work())
    except RuntimeError:
        asyncio.run(work())


class Echo(asyncio.Protocol):
    def __init__(self, loop=None):
        self.loop = loop or asyncio.get_event_loop()  # ok: the loop itself makes protocols

    def data_received(self, data):
        asyncio.get_event_loop().call_later(1, print, data)  # ok: and calls their methods


class Plain:
    def __init__(self, loop=None):
        self.loop = loop or asyncio.get_event_loop()  # want "CL401"


async def hands_out_a_callback(bus):
    def on_event(event):
        return asyncio.get_event_loop().time()  # ok: who calls it is not known, most do so on the loop

    bus.subscribe(on_event)


async def starts_a_thread():
    def in_a_thread():
        return asyncio.get_event_loop()  # want "CL401"

    await asyncio.to_thread(in_a_thread)


def tells_that_there_is_none():
    try:
        loop = asyncio.get_event_loop()  # ok: it is ready for the error
    except RuntimeError:
        return None
    return None if loop.is_closed() else loop


def raises_another():
    try:
        return asyncio.get_event_loop()  # want "CL401"
    except RuntimeError as e:
        raise ValueError("no loop") from e


def hides_whatever_happens():
    try:
        asyncio.get_event_loop().set_exception_handler(None)  # want "CL401"
    except Exception:
        pass


def in_the_arm():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.get_event_loop()  # want "CL401"


class Talk(WebSocketServerProtocol):
    def __init__(self):
        self.loop = asyncio.get_event_loop()  # ok: the loop makes it


def state(use_async=False):
    loop = None
    if use_async:
        loop = asyncio.get_event_loop()  # ok: a coroutine says so
    return loop


def request(is_async=False):
    if is_async:
        return work()
    return asyncio.get_event_loop().run_until_complete(work())  # want "CL401"


def answer(is_async=False):
    if not is_async:
        return asyncio.get_event_loop().run_until_complete(work())  # want "CL401"
    else:
        return work()
