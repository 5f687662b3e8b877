"""Limiters that each run makes for itself."""

import asyncio
import threading
from asyncio import Semaphore
from concurrent.futures import ThreadPoolExecutor

import anyio
import gevent.lock
import httpx
import requests
from aiolimiter import AsyncLimiter
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient()


async def in_the_coroutine(url):
    sem = asyncio.Semaphore(5)  # want "CL704: asyncio.Semaphore.*in_the_coroutine.*;"
    async with sem:
        return await client.get(url)


async def starts_it(urls):
    return await asyncio.gather(*(in_the_coroutine(url) for url in urls))  # ok: named by the finding above


async def in_the_with_statement(url):
    async with Semaphore(5):  # want "CL704"
        return await client.get(url)


async def starts_the_with_statement(urls):
    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(in_the_with_statement(url))


async def capacity(url):
    limiter = anyio.CapacityLimiter(5)  # want "CL704: anyio.CapacityLimiter"
    async with limiter:
        return await client.get(url)


async def starts_capacity(urls):
    async with anyio.create_task_group() as group:
        for url in urls:
            group.start_soon(capacity, url)


async def rate(url):
    limiter = AsyncLimiter(10, 1)  # want "CL704: aiolimiter.AsyncLimiter"
    async with limiter:
        return await client.get(url)


async def starts_rate(urls):
    return await asyncio.gather(*map(rate, urls))


@app.get("/page")
async def handler(url: str):
    sem = asyncio.Semaphore(5)  # want "CL704: asyncio.Semaphore.*handler"
    async with sem:
        return (await client.get(url)).text


async def acquired_by_hand(url):
    sem = asyncio.Semaphore(5)  # want "CL704"
    await sem.acquire()
    try:
        return await client.get(url)
    finally:
        sem.release()


async def starts_by_hand(urls):
    return await asyncio.gather(*[acquired_by_hand(url) for url in urls])


async def inner(url):
    return await outer(url)


async def outer(url):
    sem = asyncio.Semaphore(5)  # want "CL704"
    async with sem:
        return await client.get(url)


async def starts_a_caller(urls):
    return await asyncio.gather(*(inner(url) for url in urls))  # ok: named by the finding above


def job(url):
    sem = threading.Semaphore(5)  # want "CL704: threading.Semaphore"
    with sem:
        return httpx.get(url)


def starts_jobs(urls):
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(job, urls))


async def nested(urls):
    async def one(url):
        sem = asyncio.Semaphore(5)  # want "CL704"
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))


def made_where_it_is_taken(url):
    with gevent.lock.Semaphore():  # want "CL704: .*made where it is taken"
        return requests.get(url, timeout=5)


async def made_where_it_is_taken_async(url):
    async with asyncio.Semaphore(4):  # want "CL704: .*made where it is taken"
        return await client.get(url)
