from app import db
from app.db import tuned as connect


async def helper_in_another_module(item):
    conn = await db.fresh()  # want "CL301: .*fresh"
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await conn.close()


async def two_helpers_down(item):
    conn = await connect()  # want "CL301: .*"
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await conn.close()


async def checked_out_through_helpers(item):
    conn = await db.checkout()  # ok: out of a pool, and given back
    try:
        return await conn.fetchval("select price from items where name = $1", item)
    finally:
        await db.give_back(conn)
