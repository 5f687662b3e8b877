"""Look-alikes of blocking network calls in coroutines."""

import asyncio
import functools
import threading

import httpx
import requests


class requests_like:
    @staticmethod
    def get(url):
        return url


async def other_class_of_a_like_name(url):
    return requests_like.get(url)  # ok: not the library


async def shadowed_by_a_parameter(requests, url):
    return requests.get(url)  # ok: the parameter is not the module


async def awaited_client(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)  # ok: awaited


async def reference_in_a_partial(url):
    fetch = functools.partial(requests.get, url, timeout=5)
    return await asyncio.to_thread(fetch)  # ok: runs in a thread


async def lambda_in_an_executor(url):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, lambda: requests.get(url, timeout=5))  # ok: runs in a thread


async def method_in_a_thread(url):
    session = requests.Session()
    return await asyncio.to_thread(session.get, url, timeout=5)  # ok: runs in a thread


async def target_of_a_thread(url):
    thread = threading.Thread(target=requests.get, args=(url,), kwargs={"timeout": 5})
    thread.start()  # ok: a thread of its own
    await asyncio.to_thread(thread.join)


async def defined_and_never_called(url):
    def blocking():
        return requests.get(url, timeout=5)  # ok: nobody calls it

    return url


def synchronous(url):
    return requests.get(url, timeout=5)  # ok: no coroutine


async def exceptions_and_constants(url):
    try:
        return url, requests.codes.ok  # ok: an attribute
    except requests.RequestException:
        raise
