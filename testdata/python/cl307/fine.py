"""Shared pools of which only one is made."""

import asyncio
import contextlib

import aiohttp
import asyncpg
from fastapi import FastAPI

URL = "postgresql://localhost/shop"
_pool = None
_lock = asyncio.Lock()
_started = None


async def lock_around(item):
    global _pool
    async with _lock:
        if _pool is None:
            _pool = await asyncpg.create_pool(URL)  # ok: under the lock
    return await _pool.fetchval("select price from items where name = $1", item)


async def looks_twice(item):
    global _pool
    if _pool is None:
        async with _lock:
            if _pool is None:
                _pool = await asyncpg.create_pool(URL)  # ok: looked at again under the lock
    return await _pool.fetchval("select price from items where name = $1", item)


async def acquired(item):
    global _pool
    await _lock.acquire()
    try:
        if _pool is None:
            _pool = await asyncpg.create_pool(URL)  # ok: the lock was acquired
    finally:
        _lock.release()
    return await _pool.fetchval("select price from items where name = $1", item)


async def unknown_guard(item, guard):
    global _pool
    async with guard:
        if _pool is None:
            _pool = await asyncpg.create_pool(URL)  # ok: what guards it is not known
    return await _pool.fetchval("select price from items where name = $1", item)


async def second_is_closed(item):
    global _pool
    if _pool is None:
        pool = await asyncpg.create_pool(URL)  # ok: the second one is closed
        if _pool is None:
            _pool = pool
        else:
            await pool.close()
    return await _pool.fetchval("select price from items where name = $1", item)


@contextlib.asynccontextmanager
async def lifespan(app: FastAPI):
    global _started
    if _started is None:
        _started = await asyncpg.create_pool(URL)  # ok: at start-up
    yield
    await _started.close()


app = FastAPI(lifespan=lifespan)


class Session:
    """No await between the check and the assignment."""

    def __init__(self) -> None:
        self._session = None

    async def get(self, url: str) -> str:
        if self._session is None:
            self._session = aiohttp.ClientSession()  # ok: no await in between
        async with self._session.get(url) as response:
            return await response.text()


class Locked:
    """Every caller holds the lock."""

    def __init__(self) -> None:
        self._pool = None
        self._lock = asyncio.Lock()

    async def _ensure(self):
        if self._pool is None:
            self._pool = await asyncpg.create_pool(URL)  # ok: every caller holds the lock
        return self._pool

    async def save(self, item: str) -> None:
        async with self._lock:
            pool = await self._ensure()
        await pool.execute("insert into items values ($1)", item)

    async def drop(self, item: str) -> None:
        async with self._lock:
            pool = await self._ensure()
        await pool.execute("delete from items where name = $1", item)


class Service:
    """A hook that one task calls."""

    def __init__(self) -> None:
        self._pool = None

    async def start(self) -> None:
        if self._pool is None:
            self._pool = await asyncpg.create_pool(URL)  # ok: a hook

    async def __aenter__(self) -> "Service":
        await self.start()
        return self


async def own_object(item: str) -> None:
    store = Locked()
    await store.save(item)
