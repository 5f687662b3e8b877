"""One connection or session in several tasks at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session

URL = "postgresql://localhost/shop"
sessions = async_sessionmaker()
slots = asyncio.Semaphore(5)


async def two_queries(first, second):
    c = await asyncpg.connect(URL)
    try:
        return await asyncio.gather(c.fetch(first), c.fetch(second))  # want "CL306: asyncio.gather lets two tasks use 'c' at once: an asyncpg connection refuses"
    finally:
        await c.close()


async def of_a_pool(pool: asyncpg.Pool, first, second):
    async with pool.acquire() as c:
        return await asyncio.gather(c.fetch(first), c.fetch(second))  # want "CL306"


async def stock(session: AsyncSession, item):
    return await session.scalar(item)


async def per_item(session: AsyncSession, items):
    return await asyncio.gather(*[stock(session, item) for item in items[:20]])  # want "CL306: asyncio.gather lets several tasks use 'session' at once"


async def behind_a_semaphore(session: AsyncSession, items):
    async def one(item):
        async with slots:
            return await session.scalar(item)

    return await asyncio.gather(*[one(item) for item in items[:20]])  # want "CL306"


async def in_a_group(item, other):
    async with sessions() as session:
        async with asyncio.TaskGroup() as group:
            group.create_task(stock(session, item))
            group.create_task(stock(session, other))  # want "CL306: asyncio.TaskGroup.create_task lets two tasks use 'session' at once"


async def audit(session: AsyncSession, item):
    async with session.begin_nested():
        await session.execute(item)


async def goes_on(item):
    async with sessions() as session:
        task = asyncio.create_task(audit(session, item))  # want "CL306: asyncio.create_task lets this function and a task use 'session' at once"
        await session.commit()
        await task


class Stock:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def count(self, item):
        return await self.session.scalar(item)

    async def counts(self, item, other):
        return await asyncio.gather(self.count(item), self.count(other))  # want "CL306: asyncio.gather lets two tasks use 'session' at once"


class Shop:
    def __init__(self, stock: Stock) -> None:
        self.stock = stock

    async def price(self, item):
        return await self.stock.count(item)

    async def prices(self, items):
        return await asyncio.gather(*(self.price(item) for item in items[:20]))  # want "CL306"


async def one_repository(session: AsyncSession, items):
    repository = Stock(session)
    return await asyncio.gather(*(repository.count(item) for item in items[:20]))  # want "CL306"


def load(session: Session, item):
    return session.execute(item)


def in_threads(session: Session, items):
    with ThreadPoolExecutor(4) as pool:
        for item in items:
            pool.submit(load, session, item)  # want "CL306: concurrent.futures.Executor.submit lets several threads use 'session' at once"
