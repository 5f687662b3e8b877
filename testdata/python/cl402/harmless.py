"""Look-alikes of get_event_loop in a coroutine."""

import asyncio


class Registry:
    def get_event_loop(self):
        return None


async def method_of_the_same_name(registry: Registry):
    return registry.get_event_loop()  # ok: not asyncio's


async def local_of_the_same_name():
    def get_event_loop():
        return None

    return get_event_loop()  # ok: a function of its own


async def reference_only(call):
    return call(asyncio.get_event_loop)  # ok: not called here


async def running():
    return asyncio.get_running_loop()  # ok: the replacement


async def shadowed(asyncio):
    return asyncio.get_event_loop()  # ok: the parameter is not the module


class Prompt:
    def __init__(self, loop=None):
        self.loop = loop or asyncio.get_event_loop()  # ok: a note, the default is for callers outside of the project


async def makes_a_prompt():
    return Prompt()


class _Prompt:
    def __init__(self, loop=None):
        self.loop = loop or asyncio.get_event_loop()  # want "CL402: .*only coroutines call"


async def makes_a_private_prompt():
    return _Prompt()


class Clock:
    def __init__(self, parts):
        self.loop = asyncio.get_event_loop()  # want "CL402: .*only coroutines call"


async def makes_a_clock():
    return Clock(3)
