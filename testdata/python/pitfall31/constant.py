"""Conditions that always or never hold."""

import asyncio

import httpx
import requests

client = httpx.AsyncClient()
SEM = asyncio.Semaphore(5)


async def get(url):
    if True:
        async with SEM:
            return await client.get(url)


async def limiter_in_a_block_that_always_runs(urls):
    return await asyncio.gather(*map(get, urls))  # ok: SEM


async def never_runs(url):
    if False:
        requests.get(url, timeout=5)  # ok: dead code
    if not True:
        requests.get(url, timeout=5)  # ok: dead code


async def always_runs(url):
    if not False:
        requests.get(url, timeout=5)  # want "CL501: requests.get"
