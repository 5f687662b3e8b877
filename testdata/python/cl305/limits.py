"""Pools with and without a limit."""

import aiohttp
import httpx
import redis
from psycopg_pool import ConnectionPool
from pymongo import MongoClient
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql://localhost/shop"

size_zero = create_engine(URL, pool_size=0)  # want "CL305: sqlalchemy.create_engine sets no limit"
overflow = create_engine(URL, pool_size=5, max_overflow=-1)  # want "CL305"
overflow_async = create_async_engine(URL, max_overflow=-1)  # want "CL305"
documents = MongoClient("mongodb://localhost", maxPoolSize=0)  # want "CL305"
documents_none = MongoClient("mongodb://localhost", maxPoolSize=None)  # want "CL305"
huge = redis.ConnectionPool(max_connections=2**31)  # want "CL305"

no_overflow = create_engine(URL, pool_size=5, max_overflow=0)  # ok: five
plain = create_engine(URL)  # ok: the default is one
elsewhere = create_engine(URL, poolclass=NullPool)  # ok: no pool
fifty = MongoClient("mongodb://localhost", maxPoolSize=50)  # ok: fifty
redis_default = redis.ConnectionPool(max_connections=None)  # ok: the default again
large = redis.ConnectionPool(max_connections=2**10)  # ok: a size
same_as_min = ConnectionPool(URL, max_size=None)  # ok: as large as min_size


def from_setting(size, **options):
    create_engine(URL, pool_size=size)  # ok: a limit, or one that is not known
    create_engine(URL, **options)  # ok: a limit, or one that is not known


def http(most, **options):
    httpx.Limits(max_keepalive_connections=20)  # ok: a note, HTTP
    httpx.Limits(max_connections=None)  # ok: a note, HTTP
    httpx.Limits(max_connections=100)  # ok: a limit, or one that is not known
    httpx.Limits(max_connections=most)  # ok: a limit, or one that is not known
    httpx.Limits(**options)  # ok: a limit, or one that is not known
    httpx.AsyncClient()  # ok: a limit, or one that is not known


async def connectors():
    aiohttp.TCPConnector(limit=0)  # ok: a note, HTTP
    aiohttp.TCPConnector(limit=50)  # ok: a limit, or one that is not known
    aiohttp.TCPConnector(limit_per_host=4)  # ok: a limit, or one that is not known
