"""Connections that are closed on every way out, or that have another owner."""

import atexit
import socket
import sqlite3
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager

import aiohttp
import aiomysql
import asyncpg
import httpx
import psycopg
import psycopg2
import pymongo
import pymysql
import pytest
import requests
from openai import AsyncOpenAI, OpenAI
from sqlalchemy import create_engine, text

DSN = "postgresql://localhost/shop"
SHARED = psycopg2.connect(DSN)  # ok: lives as long as the module
CONNECTIONS = {}


def with_of_psycopg_closes():
    with psycopg.connect(DSN) as conn:  # ok: psycopg 3 closes
        conn.execute("delete from items")


def with_of_pymysql_closes():
    with pymysql.connect(host="localhost") as conn:  # ok: closes
        with conn.cursor() as cur:
            cur.execute("delete from items")


def closing_closes(path):
    with closing(sqlite3.connect(path)) as conn, conn:  # ok: closing
        conn.execute("delete from items")


def finally_closes():
    conn = psycopg2.connect(DSN)  # ok: finally
    try:
        conn.cursor().execute("delete from items")
    finally:
        conn.close()


def finally_closes_if_it_was_opened():
    conn = None
    try:
        conn = psycopg2.connect(DSN)  # ok: finally
        conn.cursor().execute("delete from items")
    finally:
        if conn is not None:
            conn.close()


def closed_in_each_handler_and_at_the_end():
    conn = psycopg2.connect(DSN)  # ok: every way closes
    try:
        conn.cursor().execute("delete from items")
    except BaseException:
        conn.close()
        raise
    conn.close()


def shut(conn):
    conn.commit()
    conn.close()


def closed_by_a_helper():
    conn = psycopg2.connect(DSN)  # ok: shut closes
    try:
        conn.cursor().execute("delete from items")
    finally:
        shut(conn)


async def async_with_of_the_client(url):
    async with httpx.AsyncClient() as client:  # ok: closes
        response = await client.get(url)
        return response.text


async def async_with_of_the_session(url):
    async with aiohttp.ClientSession() as session, session.get(url) as response:  # ok: closes
        return await response.text()


async def async_finally():
    conn = await asyncpg.connect(DSN)  # ok: finally
    try:
        return await conn.fetchval("select count(*) from items")
    finally:
        await conn.close()


async def ensure_closed():
    conn = await aiomysql.connect(host="localhost")  # ok: finally, by its other name
    try:
        async with conn.cursor() as cur:
            await cur.execute("delete from items")
    finally:
        await conn.ensure_closed()


def exit_stack(path):
    with ExitStack() as stack:
        conn = stack.enter_context(closing(sqlite3.connect(path)))  # ok: the stack closes
        return conn.execute("select count(*) from items").fetchone()


def callback_of_an_exit_stack():
    with ExitStack() as stack:
        conn = psycopg2.connect(DSN)  # ok: the stack closes
        stack.callback(conn.close)
        conn.cursor().execute("delete from items")


async def async_exit_stack(url):
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(httpx.AsyncClient())  # ok: the stack closes
        return await client.get(url)


def closed_at_exit():
    conn = psycopg2.connect(DSN)  # ok: closed when the process ends
    atexit.register(conn.close)
    conn.cursor().execute("listen items")


def returned():
    return psycopg2.connect(DSN)  # ok: handed on


def returned_later():
    conn = psycopg2.connect(DSN)  # ok: handed on
    conn.autocommit = True
    return conn


def stored(name):
    CONNECTIONS[name] = psycopg2.connect(DSN)  # ok: kept


class Store:
    def __init__(self):
        self.conn = psycopg2.connect(DSN)  # ok: kept by the object


async def given_to_an_owner_in_the_end(spec, options):
    client = httpx.AsyncClient(**options)  # ok: Owner has it; between the two lines anything may raise
    return Owner(spec.load(), client)


class Owner:
    def __init__(self, spec, client):
        self.spec = spec
        self.client = client


def given_away(registry):
    registry.keep(psycopg2.connect(DSN))  # ok: somebody else's


@contextmanager
def database():
    conn = psycopg2.connect(DSN)  # ok: closed after the with block
    try:
        yield conn
    finally:
        conn.close()


@asynccontextmanager
async def async_database():
    conn = await asyncpg.connect(DSN)  # ok: closed after the with block
    try:
        yield conn
    finally:
        await conn.close()


def used_with_a_context_manager():
    with database() as conn:  # ok: closed by database
        conn.cursor().execute("delete from items")


@pytest.fixture
def fixture():
    conn = psycopg2.connect(DSN)  # ok: closed after the test
    yield conn
    conn.close()


def in_memory():
    conn = sqlite3.connect(":memory:")  # ok: an object of this process
    return conn.execute("select 1").fetchone()


def one_per_item(paths):
    for path in paths:
        with closing(sqlite3.connect(path)) as conn:  # ok: closes before the next one
            conn.execute("delete from items")


def synchronous_clients_end_with_the_object(url, prompt):
    session = requests.Session()  # ok: its sockets end with the object
    page = session.get(url, timeout=5).text
    client = OpenAI()  # ok: closes itself when it is collected
    return client.responses.create(model="m", input=prompt + page)


def engine_is_disposed_when_it_is_collected():
    engine = create_engine(DSN)  # ok: closes itself when it is collected
    with engine.connect() as conn:
        return conn.execute(text("select 1")).scalar()


def of_the_caller(conn):
    conn.execute("delete from items")  # ok: not opened here


def kept_by_an_object_of_another_type(registry, name):
    entry = registry.entry(name)
    entry.conn = psycopg2.connect(DSN)  # ok: the entry has it
    entry.conn.cursor().execute("listen items")


async def given_to_a_client(options, name):
    inner = httpx_client(options)  # ok: the client that is made of it closes it
    client = AsyncOpenAI(http_client=inner)
    CONNECTIONS[name] = client


def httpx_client(options):
    if not options:
        return None
    if options.get("sync"):
        return httpx.Client(**options)
    return httpx.AsyncClient(**options)


def database_of_a_client(name):
    client = pymongo.MongoClient("localhost")  # ok: the database keeps it
    return client[name]


def one_of_two(service, given=None):
    service.use(client=given if given is not None else httpx.AsyncClient())  # ok: the service has it


def in_brackets_alone(name):
    with (
        socket.create_connection((name, 80)) as conn
    ):
        return conn.recv(1)  # ok: one item in brackets, as formatters break long lines
