"""A fixed splat is no fan-out."""

import asyncio


async def load_a():
    return await asyncio.sleep(1, "a")


async def load_b():
    return await asyncio.sleep(1, "b")


async def load_c():
    return await asyncio.sleep(1, "c")


async def fixed_splat():
    return await asyncio.gather(load_a(), load_b(), load_c())  # ok: three
