"""Connections that live as long as one call."""

import asyncio

import aiomysql
import asyncpg
import mysql.connector
import oracledb
import psycopg
import psycopg2
import pymysql
import snowflake.connector
from fastapi import Depends, FastAPI
from psycopg import AsyncConnection

DSN = "postgresql://localhost/shop"
app = FastAPI()


async def asyncpg_per_call(item):
    conn = await asyncpg.connect(DSN)  # want "CL301: asyncpg.connect.*;"
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await conn.close()


def psycopg_in_a_with_block(item):
    with psycopg.connect(DSN) as conn:  # want "CL301: psycopg.connect"
        return conn.execute("select price from items where name = %s", (item,)).fetchone()


async def psycopg_async(item):
    async with await AsyncConnection.connect(DSN) as conn:  # want "CL301"
        cur = await conn.execute("select price from items where name = %s", (item,))
        return await cur.fetchone()


def psycopg2_per_call(item):
    conn = psycopg2.connect(DSN)  # want "CL301: psycopg2.connect"
    try:
        with conn.cursor() as cur:
            cur.execute("select price from items where name = %s", (item,))
            return cur.fetchone()
    finally:
        conn.close()


def pymysql_per_call(item):
    with pymysql.connect(host="localhost", db="shop") as conn:  # want "CL301: pymysql.connect"
        with conn.cursor() as cur:
            cur.execute("select price from items where name = %s", (item,))
            return cur.fetchone()


async def aiomysql_per_call(item):
    conn = await aiomysql.connect(host="localhost", db="shop")  # want "CL301: aiomysql.connect"
    try:
        async with conn.cursor() as cur:
            await cur.execute("select price from items where name = %s", (item,))
            return await cur.fetchone()
    finally:
        conn.close()


def mysql_connector_per_call(item):
    with mysql.connector.connect(host="localhost", database="shop") as conn:  # want "CL301: mysql.connector.connect"
        with conn.cursor() as cur:
            cur.execute("select price from items where name = %s", (item,))
            return cur.fetchone()


def oracle_per_call(item):
    with oracledb.connect(dsn="localhost/shop") as conn:  # want "CL301: oracledb.connect"
        with conn.cursor() as cur:
            cur.execute("select price from items where name = :1", [item])
            return cur.fetchone()


def snowflake_per_call(item):
    with snowflake.connector.connect(account="shop") as conn:  # want "CL301: snowflake.connector.connect"
        return conn.cursor().execute("select price from items where name = %s", (item,)).fetchone()


def one_per_item(items):
    prices = []
    for item in items:
        with psycopg.connect(DSN) as conn:  # want "CL301: psycopg.connect"
            prices.append(conn.execute("select price from items where name = %s", (item,)).fetchone())
    return prices


@app.get("/price")
async def handler_without_data():
    conn = await asyncpg.connect(DSN)  # want "CL301: asyncpg.connect"
    try:
        return await conn.fetchval("select max(price) from items")
    finally:
        await conn.close()


class Repository:
    def __init__(self, dsn):
        self.dsn = dsn

    async def method_per_call(self, item):
        conn = await asyncpg.connect(self.dsn)  # want "CL301: asyncpg.connect"
        try:
            return await conn.fetchval("select price from items where name = $1", item)
        finally:
            await conn.close()


async def _get_db_conn():
    return await asyncpg.connect(DSN)  # ok: the caller's to close; reported there


async def helper_that_opens(item):
    conn = await _get_db_conn()  # want "CL301: .*_get_db_conn"
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await conn.close()


async def _again():
    conn = await _get_db_conn()
    await conn.execute("set statement_timeout = 1000")
    return conn  # ok: handed on


async def helper_of_a_helper(item):
    conn = await _again()  # want "CL301: .*"
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await conn.close()


async def task_per_item(item):
    conn = await asyncpg.connect(DSN)  # want "CL301: asyncpg.connect"
    try:
        await conn.execute("delete from items where name = $1", item)
    finally:
        await conn.close()


async def fan_out(items):
    await asyncio.gather(*(task_per_item(item) for item in items))


async def connection():
    conn = await asyncpg.connect(DSN)  # want "CL301: asyncpg.connect"
    try:
        yield conn
    finally:
        await conn.close()


@app.get("/stock")
async def handler_with_a_dependency(conn=Depends(connection)):
    return await conn.fetchval("select count(*) from items")
