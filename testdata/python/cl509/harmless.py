"""Calls with a timeout, asynchronous clients, and calls that no thread runs."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import httpx
import requests
from anthropic import Anthropic, AsyncAnthropic

POOL = ThreadPoolExecutor(max_workers=4)
TIMEOUT = 10


def load(url):
    return requests.get(url, timeout=5).text  # ok: a timeout


def target_with_a_timeout(url):
    Thread(target=load, args=(url,)).start()


async def reference_with_a_timeout(url):
    return await asyncio.to_thread(requests.get, url, timeout=TIMEOUT)  # ok: a timeout


def two_timeouts(url):
    return POOL.submit(requests.get, url, timeout=(3, 10)).result()  # ok: to connect and to read


def default_of_httpx(url):
    return POOL.submit(httpx.get, url).result()  # ok: 5 s by default


def client_with_a_timeout(prompt):
    client = Anthropic(timeout=30)

    def ask():
        return client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # ok: 30 s, from the client

    return POOL.submit(ask).result()


def call_with_a_timeout(prompt):
    client = Anthropic()

    def ask():
        return client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}], timeout=30)  # ok: 30 s

    return POOL.submit(ask).result()


def options_with_a_timeout(prompt):
    client = Anthropic().with_options(timeout=30)

    def ask():
        return client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # ok: 30 s, from the options

    return POOL.submit(ask).result()


async def asynchronous_client(prompt):
    client = AsyncAnthropic()
    async with asyncio.timeout(20):
        return await client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # ok: awaited


def in_no_thread(url):
    return requests.get(url)  # ok: no thread runs it; CL510 asks for the timeout


def session_of_the_caller(http, url):
    return POOL.submit(http.get, url)  # ok: what http is cannot be told


async def call_before_the_thread(url):
    return await asyncio.to_thread(requests.get(url).json)  # ok: the call runs in the loop; CL501 stands there
