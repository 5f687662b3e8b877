"""Network calls that do not block an event loop."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import aiohttp
import anyio.to_thread
import httpx
import requests
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

app = FastAPI()
pool = ThreadPoolExecutor(max_workers=4)


def plain_function(url):
    return requests.get(url, timeout=5)  # ok: no coroutine


async def reference_to_a_thread(url):
    return await asyncio.to_thread(requests.get, url, timeout=5)  # ok: runs in a thread


async def lambda_to_a_thread(url):
    return await asyncio.to_thread(lambda: requests.get(url, timeout=5))  # ok: runs in a thread


async def own_function_to_a_thread(url):
    return await asyncio.to_thread(plain_function, url)  # ok: runs in a thread


async def executor(url):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, requests.get, url)  # ok: runs in a thread


async def executor_with_partial(url):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, partial(requests.get, url, timeout=5))  # ok: runs in a thread


async def submitted(url):
    return await asyncio.wrap_future(pool.submit(requests.get, url, timeout=5))  # ok: runs in a thread


async def anyio_thread(url):
    return await anyio.to_thread.run_sync(plain_function, url)  # ok: runs in a thread


async def thread_pool_of_the_framework(url):
    return await run_in_threadpool(requests.get, url, timeout=5)  # ok: runs in a thread


async def nested_function_to_a_thread(url):
    def load():
        return requests.get(url, timeout=5)  # ok: stands in a function that a thread runs

    return await asyncio.to_thread(load)


@app.get("/sync")
def route_in_the_thread_pool(url: str):
    return requests.get(url, timeout=5).text  # ok: the framework runs it in a thread


async def asynchronous_client(url):
    async with httpx.AsyncClient() as http:
        return await http.get(url)  # ok: awaited


async def aiohttp_session(url):
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        return await response.text()  # ok: awaited


async def numeric_address(host, port):
    return socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)  # ok: asks nobody


async def unknown_object(http, url):
    return http.get(url)  # ok: what http is cannot be told


async def dictionary(headers):
    return headers.get("etag")  # ok: what headers is cannot be told


async def only_mentioned(url):
    return {"load": requests.get, "url": url}  # ok: not called


async def caught_type(url):
    try:
        return await asynchronous_client(url)
    except requests.RequestException:  # ok: a class
        return None


def in_a_loop_of_its_own(url):
    return asyncio.run(asynchronous_client(url))
