"""Pools, engines and clients with a pool inside, made for one call."""

import asyncpg
import pymongo
import redis
import redis.asyncio as aioredis
from fastapi import FastAPI
from motor.motor_asyncio import AsyncIOMotorClient
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import sessionmaker

DSN = "postgresql://localhost/shop"
app = FastAPI()


def engine_per_call(item):
    engine = create_engine(DSN)  # want "CL302: sqlalchemy.create_engine.*;"
    with engine.connect() as conn:
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


async def async_engine_per_call(item):
    engine = create_async_engine(DSN)  # want "CL302: .*create_async_engine"
    async with engine.connect() as conn:
        price = await conn.scalar(text("select price from items where name = :n"), {"n": item})
    await engine.dispose()
    return price


async def asyncpg_pool_per_call(item):
    async with asyncpg.create_pool(DSN) as pool:  # want "CL302: asyncpg.create_pool"
        return await pool.fetchval("select price from items where name = $1", item)


async def awaited_pool_per_call(item):
    pool = await asyncpg.create_pool(DSN, min_size=1, max_size=2)  # want "CL302: asyncpg.create_pool"
    try:
        return await pool.fetchval("select price from items where name = $1", item)
    finally:
        await pool.close()


def psycopg_pool_per_call(item):
    with ConnectionPool(DSN) as pool, pool.connection() as conn:  # want "CL302: psycopg_pool.ConnectionPool"
        return conn.execute("select price from items where name = %s", (item,)).fetchone()


def mongo_per_call(item):
    client = pymongo.MongoClient("mongodb://localhost")  # want "CL302: pymongo.MongoClient"
    try:
        return client.shop.items.find_one({"name": item})
    finally:
        client.close()


async def motor_per_call(item):
    client = AsyncIOMotorClient("mongodb://localhost")  # want "CL302: .*AsyncIOMotorClient"
    return await client.shop.items.find_one({"name": item})


def redis_per_call(item):
    client = redis.Redis(host="localhost")  # want "CL302: redis.Redis"
    return client.get(item)


async def redis_class_from_url_per_call(item):
    client = aioredis.Redis.from_url("redis://localhost")  # want "CL302: .*Redis.from_url"
    price = await client.get(item)
    await client.aclose()
    return price


async def redis_from_url_per_call(item):
    client = aioredis.from_url("redis://localhost")  # want "CL302: .*from_url"
    price = await client.get(item)
    await client.aclose()
    return price


@app.get("/cached")
async def redis_per_request():
    async with aioredis.Redis() as client:  # want "CL302: .*Redis"
        return await client.get("cached")


def make_engine():
    return create_engine(DSN)  # ok: handed on; reported where it ends


def engine_from_a_helper(item):
    engine = make_engine()  # want "CL302: .*make_engine"
    with engine.connect() as conn:
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()


async def session_factory_per_call(item):
    engine = create_async_engine(DSN)  # want "CL302: .*create_async_engine"
    make = async_sessionmaker(engine)
    async with make() as session:
        return await session.scalar(text("select price from items where name = :n"), {"n": item})


def sync_session_factory_per_call(item):
    make = sessionmaker(create_engine(DSN))  # want "CL302: sqlalchemy.create_engine"
    with make() as session:
        return session.scalar(text("select price from items where name = :n"), {"n": item})


class Prices:
    def __init__(self, dsn):
        self.dsn = dsn

    async def price_of(self, item):
        pool = await asyncpg.create_pool(self.dsn)  # want "CL302: asyncpg.create_pool"
        try:
            return await pool.fetchval("select price from items where name = $1", item)
        finally:
            await pool.close()
