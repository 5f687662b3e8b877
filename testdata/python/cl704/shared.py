"""Limiters that several runs share."""

import asyncio
from collections import defaultdict
from functools import cache

import httpx
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient()
SEM = asyncio.Semaphore(5)  # ok: the module's
BY_HOST: dict[str, asyncio.Semaphore] = {}
DEFAULTS = defaultdict(lambda: asyncio.Semaphore(5))


async def of_the_module(url):
    async with SEM:
        return await client.get(url)


async def of_the_starter(urls):
    sem = asyncio.Semaphore(5)  # ok: one for all that this call starts

    async def one(url):
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))


async def taking(sem, url):
    async with sem:
        return await client.get(url)


async def handed_to_the_runs(urls):
    sem = asyncio.Semaphore(5)  # ok: handed to what is started
    return await asyncio.gather(*(taking(sem, url) for url in urls))


@app.post("/crawl")
async def handler_that_limits_its_own_runs(urls: list[str]):
    sem = asyncio.Semaphore(5)  # ok: a limit per request, taken by what the request starts

    async def one(url):
        async with sem:
            return (await client.get(url)).text

    return await asyncio.gather(*(one(url) for url in urls))


async def taken_before_each_start(urls):
    sem = asyncio.Semaphore(5)  # ok: taken here, given back by the runs
    tasks = []
    for url in urls:
        await sem.acquire()
        task = asyncio.create_task(client.get(url))
        task.add_done_callback(lambda _: sem.release())
        tasks.append(task)
    return await asyncio.gather(*tasks)


class Service:
    def __init__(self):
        self.sem = asyncio.Semaphore(5)  # ok: the object's

    async def get(self, url):
        async with self.sem:
            return await client.get(url)


async def starts_methods(urls):
    service = Service()
    return await asyncio.gather(*(service.get(url) for url in urls))


def limiter_of(host):
    if host not in BY_HOST:
        BY_HOST[host] = asyncio.Semaphore(5)  # ok: kept by host
    return BY_HOST[host]


async def by_host(host, url):
    async with limiter_of(host):
        return await client.get(url)


async def starts_by_host(pairs):
    return await asyncio.gather(*(by_host(host, url) for host, url in pairs))


async def by_default(host, url):
    async with DEFAULTS[host]:
        return await client.get(url)


@cache
def limiter_for(tenant):
    return asyncio.Semaphore(5)  # ok: kept by the cache


async def by_tenant(tenant, url):
    async with limiter_for(tenant):
        return await client.get(url)


async def starts_by_tenant(pairs):
    return await asyncio.gather(*(by_tenant(tenant, url) for tenant, url in pairs))


async def whose_runs_are_not_shown_to_overlap(url):
    sem = asyncio.Semaphore(5)  # ok: nobody is seen to run this twice at once
    async with sem:
        return await client.get(url)


async def one_after_the_other(urls):
    for url in urls:
        await alone(url)


async def alone(url):
    sem = asyncio.Semaphore(5)  # ok: awaited one by one
    async with sem:
        return await client.get(url)


async def all_of(*coros):
    return await asyncio.gather(*coros)


async def gathered_by_a_helper(urls):
    sem = asyncio.Semaphore(5)  # ok: one for all that the helper gathers

    async def one(url):
        async with sem:
            return await client.get(url)

    return await all_of(*[one(url) for url in urls])


@app.post("/crawl/helped")
async def handler_with_a_helper(urls: list[str]):
    return await gathered_by_a_helper(urls)


def made_for_the_caller(size):
    return asyncio.Semaphore(size)  # ok: handed on


async def lock_for_one_run(urls):
    lock = asyncio.Lock()  # ok: shared by what is started
    pages = []

    async def one(url):
        page = await client.get(url)
        async with lock:
            pages.append(page)

    for start in range(0, len(urls), 10):
        await asyncio.gather(*(one(url) for url in urls[start : start + 10]))
    return pages
