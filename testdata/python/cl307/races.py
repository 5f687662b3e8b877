"""Shared pools that two tasks may both make."""

import asyncpg
import httpx
import redis.asyncio as redis
from fastapi import FastAPI

app = FastAPI()
_pool = None
_late = None
_cache = None


async def used_here(item):
    global _pool
    if _pool is None:
        _pool = await asyncpg.create_pool("postgresql://localhost/shop")  # want "CL307: asyncpg.create_pool makes '_pool' after an await"
    return await _pool.fetchval("select price from items where name = $1", item)


async def guard_clause():
    global _late
    if _late is not None:
        return _late
    _late = await asyncpg.create_pool("postgresql://localhost/shop")  # want "CL307"
    return _late


@app.get("/prices/{name}")
async def price(name: str):
    pool = await guard_clause()
    return await pool.fetchval("select price from items where name = $1", name)


async def where_is_it():
    async with httpx.AsyncClient() as client:
        return (await client.get("http://registry.example/redis")).text


@app.get("/seen/{name}")
async def awaited_before(name: str):
    global _cache
    if _cache is None:
        url = await where_is_it()
        _cache = redis.Redis.from_url(url)  # want "CL307"
    return await _cache.get(name)


class Store:
    def __init__(self, url: str) -> None:
        self.url = url
        self._pool = None

    async def _ensure(self):
        if not self._pool:
            pool = await asyncpg.create_pool(self.url)  # want "CL307"
            self._pool = pool
        return self._pool

    async def save(self, item: str) -> None:
        pool = await self._ensure()
        await pool.execute("insert into items values ($1)", item)

    async def drop(self, item: str) -> None:
        pool = await self._ensure()
        await pool.execute("delete from items where name = $1", item)


class Opened:
    """The check stands in one method, the making in another."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._pool = None

    async def connect(self) -> None:
        self._pool = await asyncpg.create_pool(self.url)

    async def _ready(self) -> None:
        if self._pool is None:
            await self.connect()  # want "CL307: races.Opened.connect"

    async def save(self, item: str) -> None:
        await self._ready()
        await self._pool.execute("insert into items values ($1)", item)

    async def drop(self, item: str) -> None:
        await self._ready()
        await self._pool.execute("delete from items where name = $1", item)
