"""Handlers that take a connection."""

import asyncio

import asyncpg
from fastapi import FastAPI

app = FastAPI()
pool = asyncpg.create_pool("postgres://db/app")


@app.get("/endless")
async def endless():
    async with pool.acquire() as conn:  # want "CL716: .*acquire waits for a connection of 'pool' without a timeout"
        return await conn.fetch("select 1")


@app.get("/timeout")
async def timeout():
    async with pool.acquire(timeout=5) as conn:  # ok: five seconds
        return await conn.fetch("select 1")


@app.get("/deadline")
async def deadline():
    async with asyncio.timeout(5):
        async with pool.acquire() as conn:  # ok: five seconds
            return await conn.fetch("select 1")


async def job():
    async with pool.acquire() as conn:  # ok: no handler
        return await conn.fetch("select 1")
