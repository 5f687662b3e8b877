"""Comments with and without a reason."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def fetch(url):
    return await client.get(url)


async def none(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] # want "CL902: ignore.CL101. gives no reason, so it silences nothing"


async def only_a_date(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] until=2999-01-01 # want "CL902"


async def another_tool(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] # noqa: B000 # want "CL902"


async def given(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] urls are mirrors  # ok


async def behind_a_dash(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] -- urls are mirrors  # ok


async def with_a_link(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] see https://example.org/1#a  # ok
