"""Names that come by a star import are not known; most of them have nothing to do with limits."""

import asyncio

import httpx
from cl101_schema import *


async def store(client: httpx.AsyncClient, row):
    record = to_record(row)
    await client.post("/rows", json=record)


async def stored_one_by_one(client: httpx.AsyncClient, rows):
    await asyncio.gather(*[store(client, row) for row in rows])  # want "one task per item of 'rows' with no limit"


def described(row):
    return to_record(row)


async def store_described(client: httpx.AsyncClient, row):
    await client.post("/rows", json=described(row))


async def described_in_a_helper(client: httpx.AsyncClient, rows):
    await asyncio.gather(*[store_described(client, row) for row in rows])  # want "one task per item of 'rows' with no limit"


async def publish(row):
    await publish_limited(row)


async def awaits_the_unknown(rows):
    await asyncio.gather(*[publish(row) for row in rows])


async def enter_slot(client: httpx.AsyncClient, row):
    async with slot():
        await client.post("/rows", json=row)


async def enters_the_unknown(client: httpx.AsyncClient, rows):
    await asyncio.gather(*[enter_slot(client, row) for row in rows])


def helper(row):
    return publish_limited(row)


async def publish_by_helper(row):
    await helper(row)


async def awaits_what_a_helper_returns(rows):
    await asyncio.gather(*[publish_by_helper(row) for row in rows])
