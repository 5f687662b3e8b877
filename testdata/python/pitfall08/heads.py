"""A literal in the loop head, and a setting whose size nobody knows."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def get(url):
    return await client.get(url)


async def literal():
    async with asyncio.TaskGroup() as group:
        for x in (1, 2, 3):
            group.create_task(get(str(x)))  # ok: three


async def hosts_of_a_configuration(config):
    async with asyncio.TaskGroup() as group:
        for host in config["hosts"]:
            group.create_task(get(host))  # want "CL102: .*hosts"
