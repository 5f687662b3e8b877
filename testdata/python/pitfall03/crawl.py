"""The limiter is taken in the callee, in another file."""

import asyncio

from limited import get


async def limiter_in_another_file(urls):
    return await asyncio.gather(*map(get, urls))  # ok: SEM, in limited.get
