"""Work that waits for a thread of an executor, and work that does not."""

import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

import httpx
import requests

client = httpx.AsyncClient()


def fetch(url):
    return requests.get(url, timeout=3)


async def in_threads(urls):
    await asyncio.gather(*[asyncio.to_thread(fetch, url) for url in urls])  # ok: a note; the default executor has some threads


async def in_the_executor(index, batches):
    loop = asyncio.get_running_loop()
    tasks = [loop.run_in_executor(None, functools.partial(index.upsert, vectors=batch)) for batch in batches]
    await asyncio.gather(*tasks, return_exceptions=True)  # ok: a note


class Store:
    def __init__(self, client):
        self.client = client

    async def get(self, name):
        return await asyncio.to_thread(self.client.get, name)


async def through_a_store(store: Store, names):
    async def one(name):
        try:
            return name, await store.get(name)
        except KeyError:
            return name, None

    return await asyncio.gather(*(one(name) for name in names))  # ok: a note


async def thread_and_request(url):
    body = await client.get(url)
    return await asyncio.to_thread(fetch, body.text)


async def threads_and_requests(urls):
    return await asyncio.gather(*(thread_and_request(url) for url in urls))  # want "CL101"


async def pool_of_its_own(url):
    with ThreadPoolExecutor(2) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, fetch, url)


async def pools_of_their_own(urls):
    return await asyncio.gather(*(pool_of_its_own(url) for url in urls))  # want "CL101"


async def process_and_thread(path):
    process = await asyncio.create_subprocess_exec("convert", path)
    await process.wait()
    return await asyncio.to_thread(fetch, path)


async def processes_and_threads(paths):
    return await asyncio.gather(*(process_and_thread(path) for path in paths))  # want "CL101"


async def loops_of_their_own(urls):
    def in_a_loop(url):
        return asyncio.run(client.get(url))

    return await asyncio.gather(*(client.post(in_a_loop(url)) for url in urls))  # want "CL101"
