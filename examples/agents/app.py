"""The service: what is made once is made here, in the lifespan, and shared."""

from contextlib import asynccontextmanager

import asyncpg
import httpx
from fastapi import FastAPI, Request

from . import limits, research, store

DSN = "postgresql://localhost/shop"


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with asyncpg.create_pool(DSN, max_size=10) as pool, httpx.AsyncClient(timeout=10) as client:
        app.state.pool = pool  # silent: one pool and one client for the life of the service
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)


@app.post("/research")
async def start_research(urls: list[str], request: Request):
    return await research.read_all(request.app.state.client, urls)


@app.post("/research/polite")
async def start_polite_research(urls: list[str], request: Request):
    return await research.read_politely(request.app.state.client, urls)


@app.post("/research/limited")
async def start_limited_research(urls: list[str], request: Request):
    return await limits.read_each(request.app.state.client, urls)


@app.get("/price/{item}")
async def price(item: str):
    return await store.price_of(item)


@app.get("/price/{item}/pooled")
async def pooled_price(item: str, request: Request):
    return await store.pooled_price_of(request.app.state.pool, item)
