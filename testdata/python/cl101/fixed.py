"""Collections that are written out somewhere else: around a closure, in a constructor."""

import asyncio

import httpx

client = httpx.AsyncClient()


class Mirrors:
    paths = ["/rows", "/keys"]

    def __init__(self, first, second):
        self.pair = [first, second]
        self.urls = [first]
        self.by_name = {"first": first}

    def watch(self, url):
        self.urls.append(url)

    def name(self, name, url):
        self.by_name[name] = url

    async def ping_pair(self):
        await asyncio.gather(*[client.get(url) for url in self.pair])

    async def ping_paths(self):
        await asyncio.gather(*[client.get(path) for path in self.paths])

    async def ping_what_grows(self):
        await asyncio.gather(*[client.get(url) for url in self.urls])  # want "one task per item of 'self.urls'"

    async def ping_what_gets_keys(self):
        await asyncio.gather(*[client.get(url) for url in self.by_name.values()])  # want "one task per item of 'self.by_name"


async def around_a_closure(retry, first, second):
    pair = [first, second]

    async def ping():
        await asyncio.gather(*[client.get(url) for url in pair])

    await retry(ping)


async def grown_around_a_closure(retry, first, more):
    urls = [first]
    for url in more:
        urls.append(url)

    async def ping():
        await asyncio.gather(*[client.get(url) for url in urls])  # want "one task per item of 'urls'"

    await retry(ping)


async def set_twice_around_a_closure(retry, first, every):
    some = [first]
    if every:
        some = every

    async def ping():
        await asyncio.gather(*[client.get(url) for url in some])  # want "one task per item of 'some'"

    await retry(ping)
