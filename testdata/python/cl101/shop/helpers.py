import asyncio
from collections.abc import Awaitable, Iterable

from . import clients


async def all_stock(items: list[str]) -> list[str]:
    return await asyncio.gather(*(clients.stock(item) for item in items))  # want "CL101: .*items"


async def gathered(coros: Iterable[Awaitable[str]]) -> list[str]:
    return await asyncio.gather(*coros)  # ok: what is started is the caller's


async def all_at_once(*coros: Awaitable[str]) -> list[str]:
    return await asyncio.gather(*coros)  # ok: what is started is the caller's


async def limited(coros: Iterable[Awaitable[str]]) -> list[str]:
    sem = asyncio.Semaphore(5)

    async def one(coro):
        async with sem:
            return await coro

    return await asyncio.gather(*(one(coro) for coro in coros))  # ok: five at once


async def in_pieces(coros: list[Awaitable[str]]) -> list[str]:
    done = []
    for i in range(0, len(coros), 20):
        done += await asyncio.gather(*coros[i : i + 20])  # ok: twenty at once
    return done
