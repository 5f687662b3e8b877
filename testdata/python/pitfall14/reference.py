"""A reference runs in the thread, a call runs first."""

import asyncio

import requests


async def reference(url):
    return await asyncio.to_thread(requests.get, url, timeout=5)  # ok: runs in a thread


async def call(url):
    return await asyncio.to_thread(requests.get(url, timeout=5))  # want "CL501: requests.get"
