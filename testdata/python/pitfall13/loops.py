"""get_event_loop: at module level, in a coroutine, guarded."""

import asyncio

LOOP = asyncio.get_event_loop()  # want "CL401"


async def in_a_coroutine():
    return asyncio.get_event_loop().time()  # want "CL402"


def guarded():
    try:
        loop = asyncio.get_running_loop()  # ok: asks for the running one first
    except RuntimeError:
        loop = asyncio.new_event_loop()
    return loop


def set_before():
    asyncio.set_event_loop(asyncio.new_event_loop())
    return asyncio.get_event_loop()  # ok: one was set on every way
