"""Clients that are made seldom, or that have no connections of their own: notes or silent."""

import asyncio

import aiocache
import httpx


class Prices:
    def __init__(self):
        self._initialized = False
        self._prices = None

    async def price(self, name):
        if not self._initialized:
            await self.initialize()
        return self._prices[name]

    async def initialize(self):
        if not self._initialized:
            await self._load()
            self._initialized = True

    async def _load(self):
        try:
            self._prices = open("prices").read()
        except OSError:
            await self._fetch()

    async def _fetch(self):
        async with httpx.AsyncClient() as client:  # ok: a note: behind a flag that is set once
            self._prices = (await client.get("https://example.com/prices")).json()

    async def refresh(self):
        if self._prices:
            await self._fetch()


class Quotes:
    async def quote(self, name):
        return await self._ask(name)

    async def quotes(self, names):
        return [await self._ask(name) for name in names]

    async def _ask(self, name):
        async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
            return (await client.get("https://example.com/quotes", params={"name": name})).json()


@aiocache.cached(ttl=300)
async def card(endpoint):
    return await _card(endpoint)


async def _card(endpoint):
    async with httpx.AsyncClient() as client:  # ok: a note: kept for a while
        return (await client.get(endpoint)).json()


async def card_or_fresh(endpoint, fresh):
    if not fresh:
        return await card(endpoint)
    return await _card(endpoint)


async def uncached(endpoint):
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
        return (await client.get(endpoint)).json()


async def card_twice(endpoint):
    return await uncached(endpoint), await uncached(endpoint + "/2")


class Forwarding(httpx.BaseTransport):
    def __init__(self, client: httpx.Client, origin: str):
        self._client = client
        self._origin = origin

    def handle_request(self, request):
        return self._client.send(request)


class Retrying(httpx.BaseTransport):
    def __init__(self, retries: int):
        self._transport = httpx.HTTPTransport(retries=retries)

    def handle_request(self, request):
        return self._transport.handle_request(request)


class Exchange:
    def __init__(self, client: httpx.Client):
        self._client = client

    def token(self, request):
        transport = Forwarding(client=self._client, origin="https://example.com")
        with httpx.Client(transport=transport) as scoped:  # ok: sends through the client that it was given
            return scoped.send(request)

    def tokens(self, requests):
        return [self.token(request) for request in requests]


class Fresh:
    def token(self, request):
        transport = Retrying(retries=3)
        with httpx.Client(transport=transport) as scoped:  # want "CL303: httpx.Client"
            return scoped.send(request)

    def tokens(self, requests):
        return [self.token(request) for request in requests]


class Api:
    async def check_server_version(self, url):
        async with httpx.AsyncClient() as client:  # ok: a note: asked once, when the program begins
            return (await client.get(f"{url}/version")).json()

    async def ping(self, url):
        async with httpx.AsyncClient() as client:  # ok: a note: a fresh connection is what it tests
            return (await client.get(f"{url}/ping")).is_success

    async def shopping(self, url):
        async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
            return (await client.get(f"{url}/shopping")).json()


async def wait_for_server(port):
    while True:
        try:
            async with httpx.AsyncClient() as client:  # ok: a note: asks whether somebody answers yet
                return await client.get(f"http://127.0.0.1:{port}/")
        except httpx.HTTPError:
            await asyncio.sleep(0.1)
