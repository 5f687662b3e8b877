"""One event loop, or objects that none of them shares."""

import asyncio

import httpx
from celery import Celery
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

app = Celery("shop")
client = httpx.AsyncClient()
closed = httpx.AsyncClient()
plain = httpx.Client()
unpooled = create_async_engine("postgresql+asyncpg://localhost/shop", poolclass=NullPool)
engine = create_async_engine("postgresql+asyncpg://localhost/shop")
slots = asyncio.Semaphore(5)


async def fetch(url):
    return (await client.get(url)).text


def main():
    asyncio.run(fetch("http://localhost/"))  # ok: one run


async def own_client(url):
    async with httpx.AsyncClient() as c:
        return (await c.get(url)).text


@app.task
def client_of_its_own(url):
    return asyncio.run(own_client(url))  # ok: each run makes one


async def sync_client(url):
    return plain.get(url, timeout=5).text


@app.task
def client_without_a_loop(url):
    return asyncio.run(sync_client(url))  # ok: it knows no loop


async def rows(engine_):
    async with engine_.connect() as c:
        return await c.scalar(text("select 1"))


async def of_unpooled():
    async with unpooled.connect() as c:
        return await c.scalar(text("select 1"))


@app.task
def keeps_no_connection():
    return asyncio.run(of_unpooled())  # ok: nothing is kept


async def disposed():
    try:
        async with engine.connect() as c:
            return await c.scalar(text("select 1"))
    finally:
        await engine.dispose()


@app.task
def closes_the_pool():
    return asyncio.run(disposed())  # ok: nothing is left for the next run


async def alone(url):
    async with slots:
        await asyncio.sleep(1)


@app.task
def free_semaphore(url):
    asyncio.run(alone(url))  # ok: nobody queues up for it


def wrapper(url):
    return asyncio.run(fetch(url))  # ok: nobody is shown to call it twice


async def renewed(url):
    global closed
    closed = httpx.AsyncClient()
    return (await closed.get(url)).text


@app.task
def made_anew(url):
    return asyncio.run(renewed(url))  # ok: each run makes one


_loop = asyncio.new_event_loop()


@app.task
def one_loop_for_all(url):
    return _loop.run_until_complete(fetch(url))  # ok: the same loop


if __name__ == "__main__":
    main()
