"""HTTP clients that live as long as one call."""

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import grpc
import httpx
import prices
import requests
import urllib3
from discord.ext import commands
from fastapi import Depends, FastAPI

app = FastAPI()
URL = "https://stock.example"


async def closed_by_its_with_block(item):
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient makes an HTTP client.*for one call;"
        return (await client.get(f"{URL}/{item}")).json()


async def session_and_request_in_one_with(item):
    async with aiohttp.ClientSession() as session, session.get(f"{URL}/{item}") as response:  # want "CL303: aiohttp.ClientSession"
        return await response.json()


async def never_closed(item):
    client = httpx.AsyncClient()  # want "CL303: httpx.AsyncClient"
    return (await client.get(f"{URL}/{item}")).json()


async def tried_again_with_the_same_client(item):
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
        for _ in range(3):
            try:
                return (await client.get(f"{URL}/{item}")).json()
            except httpx.HTTPError:
                await asyncio.sleep(1)


async def one_per_item(items):
    for item in items:
        async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
            await client.get(f"{URL}/{item}")


async def transport_of_its_own(item):
    transport = httpx.AsyncHTTPTransport(retries=2)
    async with httpx.AsyncClient(transport=transport) as client:  # want "CL303: httpx.AsyncClient"
        return (await client.get(f"{URL}/{item}")).json()


async def connector_of_its_own(item):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=5)) as session:  # want "CL303: aiohttp.ClientSession"
        async with session.get(f"{URL}/{item}") as response:
            return await response.json()


@app.get("/health")
def handler_without_data():
    with requests.Session() as session:  # want "CL303: requests.Session"
        return session.get(URL, timeout=5).status_code


@commands.command()
async def chat_command(ctx):
    async with ctx.typing(), aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
        async with session.get(URL) as response:
            await ctx.send(await response.text())


class Catalogue:
    def sync_method(self, item):
        http = urllib3.PoolManager()  # ok: a note, nobody says how often a plain method runs
        return http.request("GET", f"{URL}/{item}").status

    def _new_client(self):
        return httpx.AsyncClient(base_url=URL)  # want "CL303: httpx.AsyncClient"

    async def first_user_of_the_factory(self, item):
        async with self._new_client() as client:  # ok: told once, where it is made
            return await client.get(item)

    async def second_user_of_the_factory(self, item):
        client = self._new_client()
        return await client.post(item)


def make_client():
    return httpx.AsyncClient(base_url=URL)  # ok: the start-up keeps one; reported where it is used for one call


async def start():
    app.state.client = make_client()


async def factory_with_a_better_user(item):
    async with make_client() as client:  # want "CL303: .*make_client .httpx.AsyncClient. makes"
        return await client.get(item)


@asynccontextmanager
async def lent():
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
        yield client


async def borrower(item):
    async with lent() as client:
        return await client.get(item)


async def another_borrower(item):
    async with lent() as client:
        return await client.post(item)


@asynccontextmanager
async def lent_to_one():
    async with httpx.AsyncClient() as client:
        yield client


async def the_one(item):
    async with lent_to_one() as client:  # want "CL303: .*lent_to_one"
        return await client.get(item)


def dependency():
    return httpx.AsyncClient()  # want "CL303: httpx.AsyncClient"


@app.get("/stock")
async def handler_with_a_dependency(client=Depends(dependency)):
    return (await client.get(URL)).json()


class Stock:
    def __init__(self, base=URL):
        self.client = httpx.AsyncClient(base_url=base)

    async def of(self, item):
        return (await self.client.get(item)).json()


@app.get("/stock/{item}")
async def object_per_request(item: str):
    stock = Stock()  # ok: a note, an object of the project may be kept
    return await stock.of(item)


async def channel_of_grpc(item):
    async with grpc.aio.insecure_channel("prices:50051") as channel:  # want "CL303: grpc.aio.insecure_channel opens an RPC channel.*for one call"
        return await prices.PricesStub(channel).Price(item)


async def lent_to_unknown_code(item):
    async with httpx.AsyncClient() as client:  # want "CL303"
        return await prices.ask(client, item)


class Gateway:
    """Everything goes through one method, which makes a client each time."""

    def __init__(self, key):
        self.key = key

    def _send(self, path):
        with httpx.Client(timeout=5) as client:  # want "CL303: httpx.Client"
            return client.get(f"{URL}/{path}", headers={"key": self.key})

    def stock(self):
        return self._send("stock")

    def prices(self):
        return self._send("prices")


METADATA = {}


class Registry:
    """One method keeps what it fetched, but no request of the class shares a client."""

    async def describe(self, issuer):
        if issuer in METADATA:
            return METADATA[issuer]
        async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
            async with session.get(f"{issuer}/.well-known/server") as response:
                METADATA[issuer] = await response.json()
        return METADATA[issuer]

    async def register(self, issuer, name):
        async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
            async with session.post(f"{issuer}/clients", json={"name": name}) as response:
                return await response.json()


@commands.command()
async def chat_command_with_branches(ctx, item):
    if item:
        async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
            async with session.get(f"{URL}/{item}") as response:
                return await ctx.send(await response.text())
    return await ctx.send("which one?")
