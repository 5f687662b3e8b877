"""Contexts that a class enters by hand."""

import contextlib

import aiohttp
import httpx
from aiobotocore.session import get_session


class NeverLeft:
    def __init__(self):
        self.session = get_session()
        self.client = None

    async def start(self):
        ctx = self.session.create_client("s3")
        self.client = await ctx.__aenter__()  # want "CL601: .*__aenter__ enters what 'client' has from then on, and nothing leaves it"

    async def read(self, key):
        if self.client is None:
            await self.start()
        return await self.client.get_object(Bucket="b", Key=key)


class NeverLeftInOneLine:
    async def read(self, url):
        if not self.client:
            self.client = await aiohttp.ClientSession().__aenter__()  # want "CL601"
        return await self.client.get(url)


class NeverLeftInTwoFields:
    async def start(self):
        self._context = httpx.AsyncClient()
        self.client = await self._context.__aenter__()  # want "CL601"

    async def read(self, url):
        return await self.client.get(url)


class StackNeverLeft:
    def __init__(self):
        self.stack = contextlib.AsyncExitStack()
        self.client = None

    async def read(self, url):
        if self.client is None:
            self.client = await self.stack.enter_async_context(aiohttp.ClientSession())  # want "CL601: .*'stack'"
        return await self.client.get(url)


class LeftByTheContext:
    async def start(self):
        self._context = get_session().create_client("s3")
        self.client = await self._context.__aenter__()  # ok: stop leaves it

    async def stop(self):
        await self._context.__aexit__(None, None, None)


class LeftByTheClient:
    async def start(self):
        ctx = get_session().create_client("s3")
        self.client = await ctx.__aenter__()  # ok: finish closes it

    async def finish(self):
        await self.client.close()


class LeftInOneLine:
    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: another method leaves it

    async def after(self, *error):
        await self.client.__aexit__(*error)


class LeftBelow:
    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: a class below closes it


class Below(LeftBelow):
    async def after(self):
        await self.client.close()


class LeftElsewhere:
    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: who has the object closes its client


async def use(service: LeftElsewhere):
    await service.start()
    await service.client.close()


class HandedOn:
    def __init__(self, registry):
        self.registry = registry

    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: the registry may close it
        self.registry.add(self.client)


class Given:
    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: who asks for it may close it

    def get(self):
        return self.client


class InAStack:
    def __init__(self):
        self.stack = contextlib.AsyncExitStack()

    async def start(self):
        self.client = await self.stack.enter_async_context(aiohttp.ClientSession())  # ok: the stack leaves it

    async def over(self):
        await self.stack.aclose()


class StackEntered:
    def __init__(self):
        self.stack = contextlib.AsyncExitStack()

    async def run(self, url):
        async with self.stack:
            client = await self.stack.enter_async_context(aiohttp.ClientSession())  # ok: the block leaves the stack
            return await client.get(url)


class StackOfAnother:
    def __init__(self, stack: contextlib.AsyncExitStack):
        self.stack = stack

    async def start(self):
        self.client = await self.stack.enter_async_context(aiohttp.ClientSession())  # ok: who made the stack leaves it


class OfABaseOutside(httpx.Auth):
    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: nobody knows what the base does


class EndsInSomeWay:
    async def start(self):
        self.client = await aiohttp.ClientSession().__aenter__()  # ok: its shutdown may do it

    async def shutdown(self):
        for name in ("client",):
            await getattr(self, name).wait_closed()


async def by_hand_in_a_function(url):
    session = aiohttp.ClientSession()
    client = await session.__aenter__()  # ok: left below
    try:
        return await client.get(url)
    finally:
        await session.__aexit__(None, None, None)


async def by_hand_and_the_other_name(url):
    session = aiohttp.ClientSession()
    client = await session.__aenter__()  # ok: closed below, it is the same
    try:
        return await client.get(url)
    finally:
        await client.close()
