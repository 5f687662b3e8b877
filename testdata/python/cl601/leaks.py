"""Connections, clients and pools that some way out leaves open."""

import sqlite3

import aiomysql
import asyncpg
import httpx
import psycopg
import psycopg2
import pymysql
import aiohttp

DSN = "postgresql://localhost/shop"


def never_closed():
    conn = psycopg2.connect(DSN)  # want "CL601: psycopg2.connect opens 'conn'.*;"
    cur = conn.cursor()
    cur.execute("select count(*) from items")
    return cur.fetchone()


def with_of_psycopg2_does_not_close():
    with psycopg2.connect(DSN) as conn:  # want "CL601: psycopg2.connect"
        conn.cursor().execute("delete from items")


def with_of_sqlite_does_not_close(path):
    with sqlite3.connect(path) as conn:  # want "CL601: sqlite3.connect"
        conn.execute("delete from items")


def not_on_an_exception(query):
    conn = psycopg.connect(DSN)  # want "CL601: psycopg.connect.*exception"
    conn.execute("delete from items")
    conn.close()


def not_on_an_early_return(path):
    conn = sqlite3.connect(path)  # want "CL601: sqlite3.connect"
    try:
        if not conn.execute("select 1 from items").fetchone():
            return 0
        count = conn.execute("select count(*) from items").fetchone()[0]
    except sqlite3.Error:
        conn.close()
        raise
    conn.close()
    return count


def not_in_every_handler():
    conn = pymysql.connect(host="localhost")  # want "CL601: pymysql.connect"
    try:
        with conn.cursor() as cur:
            cur.execute("delete from items")
        conn.close()
    except pymysql.MySQLError:
        return False
    return True


async def async_connection(query):
    conn = await asyncpg.connect(DSN)  # want "CL601: asyncpg.connect"
    count = await conn.fetchval("select count(*) from items")
    await conn.close()
    return count


async def aiomysql_connection():
    conn = await aiomysql.connect(host="localhost")  # want "CL601: aiomysql.connect"
    async with conn.cursor() as cur:
        await cur.execute("delete from items")


async def asynchronous_client(url):
    client = httpx.AsyncClient()  # want "CL601: httpx.AsyncClient"
    response = await client.get(url)
    return response.text


async def aiohttp_session(url):
    session = aiohttp.ClientSession()  # want "CL601: aiohttp.ClientSession"
    async with session.get(url) as response:
        return await response.text()


def one_per_item(paths):
    total = 0
    for path in paths:
        conn = sqlite3.connect(path)  # want "CL601: sqlite3.connect"
        total += conn.execute("select count(*) from items").fetchone()[0]
    return total


def connect():
    return psycopg.connect(DSN)  # ok: handed on


def opened_by_a_helper():
    conn = connect()  # want "CL601: .*connect"
    conn.execute("delete from items")


async def pool_left_open():
    pool = await asyncpg.create_pool(DSN)  # want "CL601: asyncpg.create_pool"
    return await pool.fetchval("select count(*) from items")
