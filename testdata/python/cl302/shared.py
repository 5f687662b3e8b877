"""Pools that are made once, kept, or handed on."""

import asyncio
from contextlib import asynccontextmanager
from functools import cached_property, lru_cache

import asyncpg
import click
import redis
import redis.asyncio as aioredis
from fastapi import Depends, FastAPI, Request
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

DSN = "postgresql://localhost/shop"
engine = create_engine(DSN)  # ok: once, with the module
make_session = sessionmaker(engine)
REDIS_POOL = redis.ConnectionPool.from_url("redis://localhost")  # ok: once, with the module


def module_engine(item):
    with engine.connect() as conn:
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


def session_of_the_factory(item):
    with make_session() as session:  # ok: the factory's engine is shared
        return session.scalar(text("select price from items where name = :n"), {"n": item})


@lru_cache
def cached_engine():
    return create_engine(DSN)  # ok: made once


def through_the_cache(item):
    with cached_engine().connect() as conn:
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


def client_on_a_shared_pool(item):
    client = redis.Redis(connection_pool=REDIS_POOL)  # ok: the pool is shared
    return client.get(item)


class Prices:
    def __init__(self, dsn):
        self.engine = create_engine(dsn)  # ok: kept by the object

    def price_of(self, item):
        with self.engine.connect() as conn:
            return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


class Lazy:
    @cached_property
    def engine(self):
        return create_engine(DSN)  # ok: kept by the object

    def price_of(self, item):
        with self.engine.connect() as conn:
            return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


_pool = None
_lock = asyncio.Lock()


async def lazy_under_a_lock(item):
    global _pool
    async with _lock:
        if _pool is None:
            _pool = await asyncpg.create_pool(DSN)  # ok: kept by the module
    return await _pool.fetchval("select price from items where name = $1", item)


POOLS = {}


async def one_per_tenant(tenant, item):
    if tenant not in POOLS:
        POOLS[tenant] = await asyncpg.create_pool(DSN, database=tenant)  # ok: kept by tenant
    return await POOLS[tenant].fetchval("select price from items where name = $1", item)


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(DSN)  # ok: once, kept by the application
    app.state.cache = aioredis.from_url("redis://localhost")  # ok: once, kept by the application
    app.state.other = aioredis.Redis.from_url("redis://localhost")  # ok: the same
    yield
    await app.state.cache.aclose()
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


@app.get("/price/{item}")
async def handler(item: str, request: Request):
    return await request.app.state.pool.fetchval("select price from items where name = $1", item)  # ok: shared


def engine_of_the_caller(engine, item):
    with engine.connect() as conn:
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


async def handed_on(dsn):
    pool = await asyncpg.create_pool(dsn)  # ok: the caller's
    return Store(pool)


class Store:
    def __init__(self, pool):
        self.pool = pool


class Settings:
    debug = False
    size = 5
    url = DSN


def read_settings():
    return Settings()


def open_pool(settings):
    if settings.debug:
        pool = create_engine(settings.url, echo=True)
    else:
        pool = create_engine(settings.url, pool_size=settings.size)
    POOLS[settings] = pool  # ok: one for each setting, whichever it is
    return pool


def pool_of(settings=Depends(read_settings)):
    if settings in POOLS:
        return POOLS[settings]
    return open_pool(settings)  # ok: kept


@app.get("/stock/{item}")
def stock(item: str, pool=Depends(pool_of)):
    with pool.connect() as conn:
        return conn.execute(text("select count(*) from items where name = :name"), {"name": item}).scalar()


def behind_a_pooler(item):
    unpooled = create_engine(DSN, poolclass=NullPool)  # ok: it keeps no connection, a pooler outside does
    with unpooled.connect() as conn:
        return conn.execute(text("select price from items where name = :name"), {"name": item}).scalar()


@click.group("shop")
def commands():
    pass


@commands.command("migrate")
@click.argument("url")
def migrate(url):
    once = create_engine(url)  # ok: a command line runs once
    with once.connect() as conn:
        conn.execute(text("delete from items"))


def main():
    once = create_engine(DSN)  # ok: main runs once
    with once.connect() as conn:
        conn.execute(text("delete from items"))


if __name__ == "__main__":
    main()
