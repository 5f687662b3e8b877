"""Clients that ask whatever address their caller gives, and those that always ask the same."""

import asyncio
from urllib.parse import urljoin

import aiohttp
import httpx
import requests
from fastapi import FastAPI, Request
from pydantic import BaseModel

app = FastAPI()
URL = "https://stock.example"


class Link(BaseModel):
    url: str


def as_raw(url):
    if url.startswith("https://forge.example"):
        return url.replace("/blob/", "/raw/")
    return url


@app.post("/import")
async def imports_a_link(link: Link):
    url = str(link.url)
    url = as_raw(url)
    async with aiohttp.ClientSession(trust_env=True) as session:  # ok: a note, each caller has an address of its own
        async with session.get(url) as response:
            return await response.text()


@app.post("/import/path")
async def imports_a_path(link: Link):
    async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
        async with session.get(f"{URL}/{link.url}") as response:
            return await response.text()


@app.post("/import/base")
async def imports_behind_a_base(link: Link):
    async with httpx.AsyncClient(base_url=URL) as client:  # want "CL303: httpx.AsyncClient"
        return await client.get(link.url)


@app.post("/import/shop")
async def imports_or_asks_the_shop(link: Link):
    url = link.url or URL
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
        return await client.get(url)


def careful_session():
    session = requests.Session()  # ok: a note, each user asks an address of its caller's
    session.trust_env = False
    return session


def based_client():
    return httpx.AsyncClient(base_url=URL)


@app.post("/probe")
def probes_a_link(link: Link):
    session = careful_session()
    return session.get(link.url, timeout=5).status_code


@app.post("/based")
async def asks_behind_the_base_of_a_helper(link: Link):
    client = based_client()  # want "CL303: .*based_client"
    return await client.post(link.url)


async def notify(url: str, message: str):
    async with aiohttp.ClientSession() as session:  # ok: a note, each caller has an address of its own
        await session.post(url, json=message)


async def notify_all(hooks, message):
    for hook in hooks:
        await notify(hook["url"], message)


class Loader:
    async def fetch_all(self, urls):
        async def fetch(url):
            return await self._fetch(url)

        return await asyncio.gather(*(fetch(url) for url in urls[:10]))

    async def _fetch(self, url: str):
        async with aiohttp.ClientSession() as session:  # ok: a note, each caller has an address of its own
            async with session.get(url) as response:
                return await response.text()


class Shop:
    """The address is a parameter of the helper, but all who call it mean one host."""

    def __init__(self, base):
        self.base = base

    async def _get(self, url):
        async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
            async with session.get(url) as response:
                return await response.json()

    async def stock(self, item):
        return await self._get(f"{self.base}/stock/{item}")

    async def price(self, item):
        return await self._get(f"{self.base}/price/{item}")


class Configured:
    def __init__(self, url):
        self.url = url

    async def send(self, message):
        async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
            await session.post(self.url, json=message)

    async def send_all(self, messages):
        for message in messages:
            await self.send(message)


class Mirror:
    async def _get(self, url):
        async with aiohttp.ClientSession() as session:  # want "CL303: aiohttp.ClientSession"
            async with session.get(url) as response:
                return await response.json()

    async def stock(self, item):
        url = URL + "/stock"
        return await self._get(url)

    async def anything(self, url):
        return await self._get(url)


async def download(url):
    return await asyncio.to_thread(download_sync, url)


def download_sync(url):
    session = careful_session()
    return session.get(url, timeout=5).content


@app.post("/download")
async def downloads(link: Link):
    return await download(link.url)


async def downloads_pages(pages):
    for page in pages:
        await download(page.get("url"))


async def one_for_each(urls):
    for url in urls:
        async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
            await client.get(url)


@app.post("/joined")
async def asks_what_is_put_together(link: Link, path: str):
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
        return await client.get(urljoin(link.url, path))


@app.post("/of-the-app")
async def asks_what_the_application_knows(request: Request):
    async with httpx.AsyncClient() as client:  # want "CL303: httpx.AsyncClient"
        return await client.get(request.app.state.shop)


async def follows_one(hook):
    async with httpx.AsyncClient() as client:  # ok: a note, the hook is the caller's
        return await client.post(hook["url"].strip())


async def follows_each(hooks):
    return [await follows_one(hook) for hook in hooks]
