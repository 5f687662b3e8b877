"""HTTP clients that are made once, kept, given, or that serve many requests; and levels below warning."""

import argparse
import asyncio
from contextlib import asynccontextmanager
from functools import lru_cache

import aiohttp
import grpc
import httpx
import prices
import requests
from fastapi import FastAPI

URL = "https://stock.example"
client = httpx.AsyncClient()  # ok: once, with the module


async def module_client(item):
    return (await client.get(f"{URL}/{item}")).json()


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient() as shared:  # ok: once, around the life of the application
        app.state.client = shared
        yield


app = FastAPI(lifespan=lifespan)


@lru_cache
def cached():
    return httpx.AsyncClient()  # ok: kept by the cache


async def through_the_cache(item):
    return (await cached().get(item)).json()


class Stock:
    def __init__(self, base):
        self.session = requests.Session()  # ok: kept by the object

    def of(self, item):
        return self.session.get(f"{URL}/{item}", timeout=5).json()


class Lazy:
    def __init__(self):
        self._session = None

    async def session(self):
        if self._session is None:
            self._session = aiohttp.ClientSession()  # ok: kept by the object
        return self._session

    async def of(self, item):
        session = await self.session()
        async with session.get(f"{URL}/{item}") as response:
            return await response.json()


STOCK = Stock(URL)  # ok: once


@app.get("/stock/{item}")
def shared_object(item: str):
    return STOCK.of(item)


@app.get("/kept/{item}")
def kept_object(item: str):
    stock = Stock(URL)  # ok: kept for the next request
    SHOPS[item] = stock
    return stock.of(item)


SHOPS = {}


async def default_of_a_parameter(item, client=None):
    if client is None:
        async with httpx.AsyncClient() as own:  # ok: the caller can hand in a shared one
            return await own.get(item)
    return await client.get(item)


async def client_of_the_caller(client: httpx.AsyncClient, item):
    return await client.get(item)


async def handed_on(base, item):
    client = httpx.AsyncClient(base_url=base)
    return Wrapper(client, item)  # ok: the wrapper keeps it


class Wrapper:
    def __init__(self, client, item):
        self.client = client


async def in_process(item):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as local:  # ok: opens no connection
        return await local.get(item)


CONNECTOR = aiohttp.TCPConnector(limit=20)


async def connector_of_the_module(item):
    async with aiohttp.ClientSession(connector=CONNECTOR, connector_owner=False) as session:  # ok: the connections are shared
        async with session.get(item) as response:
            return await response.text()


async def many_requests(items):
    async with httpx.AsyncClient() as one:  # ok: a note, one client for many requests
        for item in items:
            await one.get(item)


async def many_at_once(items):
    async with httpx.AsyncClient() as one:  # ok: a note, one client for many requests
        await asyncio.gather(*(one.get(item) for item in items[:20]))


async def through_a_proxy(item, proxy):
    async with httpx.AsyncClient(proxy=proxy) as apart:  # ok: a note, the proxy is the caller's
        return await apart.get(item)


def plain_function(item):
    with requests.Session() as session:  # ok: a note, nobody says how often it runs
        return session.get(f"{URL}/{item}", timeout=5).json()


async def a_command(args: argparse.Namespace):
    async with httpx.AsyncClient() as client:  # ok: a command line runs once
        return await client.get(args.item)


def session_per_request_of_requests(item):
    return requests.get(f"{URL}/{item}", timeout=5).json()  # ok: one request


SEEN = {}


@app.get("/views/{name}")
async def view_that_is_kept(name: str):
    if name in SEEN:
        return SEEN[name]
    async with httpx.AsyncClient() as client:  # ok: a note, once for each name
        SEEN[name] = (await client.get(f"{URL}/{name}")).json()
    return SEEN[name]


class Tokens:
    def __init__(self, store):
        self.store = store

    async def token(self, account):
        known = self.store.get(account)
        if known:
            return known
        fresh = await self._fresh(account)
        self.store.put(account, fresh)
        return fresh

    async def _fresh(self, account):
        async with httpx.AsyncClient() as client:  # ok: a note, a helper of what asks a store first
            return (await client.post(f"{URL}/token", json={"account": account})).json()

    async def first(self, account):
        return await self.token(account)

    async def second(self, account):
        return await self.token(account)


class TokensInOne:
    def __init__(self, store):
        self.store = store

    async def token(self, account):
        known = self.store.get(account)
        if known:
            return known
        async with httpx.AsyncClient() as client:  # ok: a note, the store is asked first
            fresh = (await client.post(f"{URL}/token", json={"account": account})).json()
        self.store.put(account, fresh)
        return fresh

    async def first(self, account):
        return await self.token(account)


class Given:
    http = None

    async def given_or_its_own(self, account):
        if self.http is not None:
            return await self.http.get(account)
        async with httpx.AsyncClient() as client:  # ok: a note, the object can be given a shared one
            return await client.get(account)

    async def user(self, account):
        return await self.given_or_its_own(account)

    async def connects_again(self, account):
        try:
            return await client.get(account)
        except httpx.ConnectError:
            async with httpx.AsyncClient() as fresh:  # ok: a note, only when the shared one failed
                return await fresh.get(account)

    async def another_user(self, account):
        return await self.connects_again(account)


@app.get("/pages")
async def page_after_page():
    url = URL
    async with httpx.AsyncClient() as one:  # ok: a note, one client for all pages
        while url:
            url = (await one.get(url)).json().get("next")


async def one_page(client, item):
    return await client.get(item)


@app.get("/helpers")
async def helpers_at_once(items: list[str]):
    async with httpx.AsyncClient() as one:  # ok: a note, one client for all tasks
        return await asyncio.gather(*(one_page(one, item) for item in items[:20]))


async def keywords_of_the_caller(item, options=None):
    async with httpx.AsyncClient(**(options or {})) as apart:  # ok: a note, how it is made is the caller's
        return await apart.get(item)


async def user_of_the_keywords(item):
    return await keywords_of_the_caller(item, {"verify": False})


@app.get("/two/{item}")
async def two_requests(item: str):
    async with httpx.AsyncClient() as one:  # ok: a note, one client for both requests
        found = await one.get(f"{URL}/{item}")
        return await one.post(URL, json=found.json())


async def main():
    async with httpx.AsyncClient() as client:  # ok: main runs once
        await client.get(URL)


if __name__ == "__main__":
    asyncio.run(main())


async def to_a_server_of_the_caller(target, item):
    async with grpc.aio.insecure_channel(target) as channel:  # ok: a note, the server is the caller's
        return await prices.PricesStub(channel).Price(item)


class Prices:
    def __init__(self):
        self.channel = grpc.insecure_channel("prices:50051")  # ok: kept
        self.stub = prices.PricesStub(self.channel)

    def price(self, item):
        return self.stub.Price(item, timeout=3)


async def kept_by_unknown_code(item):
    client = httpx.AsyncClient()  # ok: who is given it may keep it
    return prices.Catalogue(client, item)
