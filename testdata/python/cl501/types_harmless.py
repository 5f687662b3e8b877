"""The same reasoning about types, where nothing blocks the loop."""

import abc
import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Optional, Union

import httpx
import requests
from fastapi import Depends, FastAPI

app = FastAPI()
pool = ThreadPoolExecutor(4)


def make_call(base):
    async def call(path):
        return await httpx.AsyncClient().get(base + path)

    return call


class Service:
    def __init__(self):
        self.llm = make_call("http://example.com")
        self.sync = functools.partial(requests.get, timeout=5)
        self.clients = [httpx.AsyncClient()]
        self.session = requests.Session()

    async def coroutine_in_a_field(self, x):
        return await self.llm(x)  # ok: awaited

    async def asynchronous_in_a_list(self, x):
        for client in self.clients:
            await client.get(x)  # ok: awaited

    async def method_handed_to_an_executor(self, x):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, self.session.get, x)  # ok: runs in a thread

    async def bound_partial_in_an_executor(self, x):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, functools.partial(self.session.get, x, timeout=5))  # ok: runs in a thread

    async def own_method_in_a_thread(self, x):
        return await asyncio.to_thread(self.fetch, x)  # ok: runs in a thread

    async def lambda_in_a_thread(self, x):
        return await asyncio.to_thread(lambda: self.fetch(x))  # ok: runs in a thread

    def fetch(self, x):
        return self.session.get(x, timeout=5)  # ok: no coroutine

    async def stored_and_not_called(self):
        return self.sync  # ok: nobody calls it


class Fast:
    def fetch(self):
        return 1


class Faster:
    def fetch(self):
        return 2


async def neither_blocks(kind):
    client = Fast() if kind else Faster()
    return client.fetch()  # ok: neither of them blocks


class Backend(abc.ABC):
    @abc.abstractmethod
    def load(self, url): ...

    async def implementation_does_not_block(self, url):
        return self.load(url)  # ok: it only computes


class Memory(Backend):
    def load(self, url):
        return url


async def awaited_union(client: Union[requests.Session, httpx.AsyncClient], url):
    if isinstance(client, httpx.AsyncClient):
        return await client.get(url)  # ok: awaited
    return await asyncio.to_thread(client.get, url)  # ok: runs in a thread


async def optional_asynchronous(client: Optional[httpx.AsyncClient] = None):
    return await client.get("http://example.com")  # ok: awaited


def get_client():
    with requests.Session() as session:
        yield session  # ok: a dependency that is no coroutine runs in a thread


@app.get("/sync")
def sync_route(url: str, session: Annotated[requests.Session, Depends(get_client)]):
    return session.get(url, timeout=5).text  # ok: a plain route runs in a thread


@app.get("/async")
async def async_route(url: str, session: Annotated[requests.Session, Depends(get_client)]):
    return await asyncio.to_thread(session.get, url, timeout=5)  # ok: runs in a thread


REGISTRY = {"fast": Fast, "faster": Faster}


async def registry_of_harmless_ones(kind):
    return REGISTRY[kind]().fetch()  # ok: neither of them blocks


class Subclass(Service):
    def fetch(self, x):
        return x

    async def overridden(self, x):
        return self.fetch(x)  # ok: this class makes something else of it


def timed(function):
    return measure(function)


def measure(function):
    return function


class SyncClient:
    def get(self, url):
        return requests.get(url, timeout=5)  # ok: no coroutine


class AsyncClient:
    @unknown_decorator()  # noqa: F821
    async def get(self, url):
        return url


async def awaited_one_of_two(url, client: Union[SyncClient, AsyncClient]):
    return await client.get(url)  # ok: awaited, so it is the asynchronous one
