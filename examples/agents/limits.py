"""Limiters: the right one at the right place. A semaphore in the file says nothing; who takes it, and when, does."""

import asyncio

import httpx

from .research import read

LIMIT = asyncio.Semaphore(8)


async def read_with_its_own_limit(client: httpx.AsyncClient, url: str) -> str:
    limit = asyncio.Semaphore(8)  # CL704: every run has a semaphore of its own, with all permits free
    async with limit:
        return await read(client, url)


async def read_unlimited(client: httpx.AsyncClient, urls: list[str]) -> list[str]:
    return await asyncio.gather(*(read_with_its_own_limit(client, url) for url in urls))


async def read_under_one_permit(client: httpx.AsyncClient, urls: list[str]) -> list[str]:
    async with LIMIT:  # CL705: one permit for all of them
        return await asyncio.gather(*(read(client, url) for url in urls))


async def read_with_a_permit(client: httpx.AsyncClient, url: str) -> str:
    async with LIMIT:
        return await read(client, url)


async def read_each(client: httpx.AsyncClient, urls: list[str]) -> list[str]:
    return await asyncio.gather(*(read_with_a_permit(client, url) for url in urls))  # silent: LIMIT, in the callee


async def read_with_a_limit_per_request(client: httpx.AsyncClient, urls: list[str]) -> list[str]:
    limit = asyncio.Semaphore(4)

    async def one(url: str) -> str:
        async with limit:
            return await read(client, url)

    return await asyncio.gather(*(one(url) for url in urls))  # silent: one semaphore for all that this call starts
