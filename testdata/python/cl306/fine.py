"""Connections and sessions that one task uses at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg
import psycopg
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, sessionmaker

URL = "postgresql://localhost/shop"
sessions = async_sessionmaker()
makes = sessionmaker()
one_at_a_time = asyncio.Semaphore(1)


async def pool(pool: asyncpg.Pool, first, second):
    return await asyncio.gather(pool.fetch(first), pool.fetch(second))  # ok: a connection each


async def one_after_the_other(first, second):
    c = await asyncpg.connect(URL)
    try:
        a = await c.fetch(first)
        b = await c.fetch(second)  # ok: the first is done
        return a, b
    finally:
        await c.close()


async def task_of_its_own(item):
    async with sessions() as session:
        return await session.scalar(item)


async def session_per_task(items):
    return await asyncio.gather(*[task_of_its_own(item) for item in items[:20]])  # ok: one session each


async def stock(session: AsyncSession, item):
    return await session.scalar(item)


async def session_made_in_loop(items):
    tasks = []
    for item in items[:20]:
        session = sessions()
        tasks.append(asyncio.create_task(stock(session, item)))  # ok: one session each
    await asyncio.gather(*tasks)


async def fetch(url):
    await asyncio.sleep(1)
    return url


async def only_one_uses_it(session: AsyncSession, item, url):
    return await asyncio.gather(stock(session, item), fetch(url))  # ok: the other one does not


async def waited_for_before(session: AsyncSession, item):
    task = asyncio.create_task(stock(session, item))
    await task
    await session.commit()  # ok: the task is done


async def two_rounds(session: AsyncSession, item, url):
    await asyncio.gather(stock(session, item), fetch(url))
    await asyncio.gather(stock(session, url), fetch(item))  # ok: the first round is over


async def either(session: AsyncSession, item, fast):
    if fast:
        task = asyncio.create_task(stock(session, item))
    else:
        task = asyncio.create_task(stock(session, None))  # ok: one of both
    return await task


async def each_awaited(session: AsyncSession, items):
    for item in items:
        await asyncio.create_task(stock(session, item))  # ok: waited for at once


class Stock:
    """Every use holds the lock."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self.lock = asyncio.Lock()

    async def count(self, item):
        async with self.lock:
            return await self.session.scalar(item)

    async def counts(self, items):
        return await asyncio.gather(*[self.count(item) for item in items[:20]])  # ok: under a lock


async def semaphore_of_one(session: AsyncSession, items):
    async def one(item):
        async with one_at_a_time:
            return await session.scalar(item)

    return await asyncio.gather(*[one(item) for item in items[:20]])  # ok: one at a time


async def unknown_guard(session: AsyncSession, items, guard):
    async def one(item):
        async with guard:
            return await session.scalar(item)

    return await asyncio.gather(*[one(item) for item in items[:20]])  # ok: what guards it is not known


class Job:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def run(self):
        await self.session.commit()


class Jobs:
    async def one(self, job: Job):
        await job.run()

    async def all(self, jobs: list[Job]):
        await asyncio.gather(*[job.run() for job in jobs[:20]])  # ok: each job has its own
        await asyncio.gather(*[self.one(job) for job in jobs[:20]])  # ok: each job has its own


async def two_jobs():
    a, b = Job(sessions()), Job(sessions())
    await asyncio.gather(a.run(), b.run())  # ok: each job has its own


async def line_up(c: psycopg.AsyncConnection, first, second):
    await asyncio.gather(c.execute(first), c.execute(second))  # ok: psycopg puts them into a queue


async def add(session: AsyncSession, url):
    session.add(await fetch(url))


async def adds_only(session: AsyncSession, urls):
    await asyncio.gather(*[add(session, url) for url in urls[:20]])  # ok: add() does not wait
    await session.commit()


def load(item):
    with makes() as session:
        return session.execute(item)


def session_per_thread(items):
    with ThreadPoolExecutor(4) as pool:
        for item in items:
            pool.submit(load, item)  # ok: one session each


def counts(session: Session, item):
    return session.execute(item)


async def stands_still(session: Session, item):
    counts(session, item)


async def sync_in_tasks(session: Session, items):
    await asyncio.gather(*[stands_still(session, item) for item in items[:20]])  # ok: each stands still until it is done
