import asyncio
from collections.abc import Awaitable, Iterable

from . import clients


async def all_stock(items: list[str]) -> list[str]:
    return await asyncio.gather(*(clients.stock(item) for item in items))  # want "CL101: .*items"


async def gathered(coros: Iterable[Awaitable[str]]) -> list[str]:
    return await asyncio.gather(*coros)  # ok: what is started is the caller's
