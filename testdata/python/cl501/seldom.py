"""Blocking calls that are made once, or while nothing is served: notes."""

import asyncio
import functools

import requests
from cachetools import TTLCache, cached


class Discovery:
    def __init__(self, url):
        self.url = url

    @functools.cached_property
    def document(self):
        return requests.get(self.url, timeout=5).json()

    @property
    def endpoint(self):
        return self.document["endpoint"]

    def fresh(self):
        return requests.get(self.url, timeout=5).json()

    async def from_a_cached_property(self, code):
        return self.document["token"], code  # ok: a note: fetched once

    async def from_a_property_over_it(self, code):
        return self.endpoint, code  # ok: a note: fetched once

    async def afresh(self, code):
        return self.fresh(), code  # want "CL501: requests.get.*through .*fresh"


@cached(TTLCache(maxsize=1, ttl=3600))
def keys(url):
    return requests.get(url, timeout=5).json()


async def from_a_cache(url):
    return keys(url)  # ok: a note: fetched once an hour


class Hub:
    async def init_roles(self):
        await asyncio.sleep(0)
        requests.get("https://example.com/roles", timeout=5)  # ok: a note: gets the program ready

    async def initialize(self):
        asyncio.create_task(self.watch())  # concurlint: ignore[CL201] as long as the program
        await self.load()
        requests.get("https://example.com", timeout=5)  # ok: a note: nothing is served yet

    async def load(self):
        requests.get("https://example.com/users", timeout=5)  # ok: a note: only called at the start

    async def watch(self):
        while True:
            await asyncio.sleep(60)

    async def init_upload(self, request):
        requests.get(request.url, timeout=5)  # want "CL501: requests.get"

    async def get_initial_state(self):
        requests.get("https://example.com/state", timeout=5)  # want "CL501: requests.get"

    async def recursive(self, depth=3):
        requests.get("https://example.com/tree", timeout=5)  # want "CL501: requests.get"
        await self.recursive(depth - 1)


def check_for_newer_version():
    return requests.get("https://pypi.org/pypi/app/json", timeout=2).json()


async def serve_with_a_banner(app):
    print(check_for_newer_version())  # ok: a note: programs ask so when they begin
    await app.serve()


async def through_a_plain_helper(app):
    print(plain())  # want "CL501: requests.get"
    await app.serve()


def plain():
    return requests.get("https://example.com", timeout=2).json()


class Session:
    async def setup(self):
        requests.get("https://example.com/session", timeout=5)  # want "CL501: requests.get"


async def a_session_per_item(items):
    for item in items:
        session = Session()
        await session.setup()
