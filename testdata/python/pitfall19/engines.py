"""A cached engine, a lazy pool, and an engine per call."""

from functools import lru_cache

import asyncpg
from sqlalchemy import create_engine, text

URL = "postgresql://localhost/shop"
_pool = None


@lru_cache
def engine():
    return create_engine(URL)  # ok: made once


async def lazy(item):
    global _pool
    if _pool is None:
        _pool = await asyncpg.create_pool(URL)  # want "CL307"
    return await _pool.fetchval("select price from items where name = $1", item)


def per_call(item):
    e = create_engine(URL)  # want "CL302"
    with e.connect() as conn:
        return conn.execute(text("select price from items where name = :n"), {"n": item}).scalar()
