"""Names: guarded imports, shadows, walrus, match, streams."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import httpx
import requests as r

if TYPE_CHECKING:
    from requests import Session

client = httpx.AsyncClient()
SEM = asyncio.Semaphore(5)


async def get(url):
    return await client.get(url)


async def type_checking_import(session: Session, url):
    return session.get(url, timeout=5)  # want "CL501"


async def renamed_module(url):
    return r.get(url, timeout=5)  # want "CL501: requests.get"


async def local_variable_of_the_same_name(urls):
    gather = list
    return gather(get(url) for url in urls)  # ok: a list


async def walrus(job):
    if urls := job.urls:
        return await asyncio.gather(*(get(url) for url in urls))  # want "CL101: .*urls"


async def in_a_match(job, urls):
    match job:
        case "all":
            return await asyncio.gather(*(get(url) for url in urls))  # want "CL101: .*urls"
        case "first":
            return await asyncio.gather(*(get(url) for url in urls[:5]))  # ok: five


async def stream(messages):
    async with asyncio.TaskGroup() as group:
        async for message in messages:
            group.create_task(get(message.url))  # want "CL102: .*messages"


async def seen_through(urls):
    return await asyncio.wait_for(asyncio.shield(asyncio.gather(*(get(url) for url in urls))), 10)  # want "CL101: .*urls"


async def limited(sem, url):
    async with sem:
        return await client.get(url)


async def limiter_by_partial(urls):
    return await asyncio.gather(*map(partial(limited, SEM), urls))  # ok: SEM


def under_a_permit(function):
    async def wrapper(*args):
        async with SEM:
            return await function(*args)

    return wrapper


@under_a_permit
async def decorated(url):
    return await client.get(url)


async def limiter_by_decorator(urls):
    return await asyncio.gather(*(decorated(url) for url in urls))  # ok: the decorator takes SEM
