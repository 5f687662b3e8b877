"""Objects of the project that hold a client, and that a function makes and drops."""

import asyncio
import atexit
import contextlib
import weakref

import aiohttp
import httpx
import psycopg
import requests

from tasks import Scheduler


class Api:
    def __init__(self, url):
        self.url = url
        self.session = aiohttp.ClientSession()

    async def get(self, key):
        async with self.session.get(self.url + key) as response:
            return await response.json()

    async def close(self):
        await self.session.close()


class Lazy:
    def __init__(self, url):
        self.url = url
        self.client = None

    async def get(self, key):
        if self.client is None:
            self.client = httpx.AsyncClient()
        return await self.client.get(self.url + key)

    async def stop(self):
        if self.client:
            await self.client.aclose()


class Store:
    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)

    def count(self):
        return self.conn.execute("select count(*) from items").fetchone()

    def close(self):
        self.conn.close()


async def dropped(url, keys):
    api = Api(url)  # want "CL601: objects.Api makes 'api', whose 'session' stays open: nobody calls its close;"
    return [await api.get(key) for key in keys]


async def dropped_after_a_gather(url, keys):
    api = Api(url)  # want "CL601"
    return await asyncio.gather(*(api.get(key) for key in keys))


def dropped_after_a_loop_of_its_own(url, keys):
    api = Api(url)  # want "CL601"
    calls = [api.get(key) for key in keys]
    return asyncio.new_event_loop().run_until_complete(asyncio.gather(*calls))


async def opened_by_its_first_call(url, key):
    lazy = Lazy(url)  # want "CL601: objects.Lazy makes 'lazy', whose 'client'.*its stop;"
    return await lazy.get(key)


def connection_of_an_object(dsn):
    store = Store(dsn)  # want "CL601: objects.Store makes 'store'"
    return store.count()


def lent_to_a_helper(dsn):
    store = Store(dsn)  # want "CL601"
    return report(store)


def report(store):
    return f"{store.count()} items"


async def closed_in_finally(url, key):
    api = Api(url)  # ok: closed
    try:
        return await api.get(key)
    finally:
        await api.close()


async def closed_on_some_ways(url, key):
    api = Api(url)  # ok: closed where it was used
    got = await api.get(key)
    if got:
        await api.close()
    return got


def closed_by_contextlib(dsn):
    with contextlib.closing(Store(dsn)) as store:  # ok: closing
        return store.count()


async def closed_by_a_stack(url, key):
    async with contextlib.AsyncExitStack() as stack:
        api = Api(url)  # ok: the stack calls its close
        stack.push_async_callback(api.close)
        return await api.get(key)


def closed_at_exit(dsn):
    store = Store(dsn)  # ok: atexit calls its close
    atexit.register(store.close)
    return store.count()


def closed_by_a_helper(dsn):
    store = Store(dsn)  # ok: the helper closes it
    return count_and_close(store)


def count_and_close(store):
    try:
        return store.count()
    finally:
        store.close()


def closes_what_it_holds(dsn):
    store = Store(dsn)  # ok: its connection is closed
    count = store.count()
    store.conn.close()
    return count


def gives_away_what_it_holds(dsn):
    store = Store(dsn)  # ok: the caller has the connection
    return store.conn


def keeps_what_it_holds(dsn, pool):
    store = Store(dsn)  # ok: the pool has the connection
    pool.add(store.conn)
    return store.count()


def handed_on(dsn):
    store = Store(dsn)  # ok: the caller has it
    store.count()
    return store


def method_handed_on(url):
    api = Api(url)  # ok: the caller has its method
    return api.get


def handed_to_the_unknown(dsn, registry):
    store = Store(dsn)  # ok: the registry has it
    registry.add(store)


def yielded(dsn):
    store = Store(dsn)  # ok: the caller closes it behind the yield
    yield store
    store.close()


async def runs_on(url, key):
    api = Api(url)  # ok: the task has it
    return asyncio.create_task(api.get(key))


class Service:
    def __init__(self, url):
        self.api = Api(url)  # ok: the service has it

    async def close(self):
        await self.api.close()


class Given:
    def __init__(self, session=None):
        self.session = session or aiohttp.ClientSession()

    async def get(self, url):
        return await self.session.get(url)

    async def close(self):
        await self.session.close()


async def with_a_session_of_another(session, url):
    api = Given(session)  # ok: who made the session closes it
    return await api.get(url)


class Block:
    def __init__(self, url):
        self.session = aiohttp.ClientSession(url)

    async def get(self, key):
        return await self.session.get(key)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        await self.close()

    async def close(self):
        await self.session.close()


async def in_a_block(url, key):
    async with Block(url) as block:  # ok: the block closes it
        return await block.get(key)


async def block_forgotten(url, key):
    block = Block(url)  # want "CL601"
    return await block.get(key)


class Simple:
    def __init__(self):
        self.session = requests.Session()

    def get(self, url):
        return self.session.get(url, timeout=5)

    def close(self):
        self.session.close()


def ends_with_the_object(url):
    simple = Simple()  # ok: its connections end with it
    return simple.get(url).text


class Collected:
    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)

    def count(self):
        return self.conn.execute("select count(*) from items").fetchone()

    def close(self):
        self.conn.close()

    def __del__(self):
        self.close()


def closed_by_the_collector(dsn):
    store = Collected(dsn)  # ok: its destructor closes
    return store.count()


class Finalized:
    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)
        weakref.finalize(self, self.conn.close)

    def count(self):
        return self.conn.execute("select count(*) from items").fetchone()

    def close(self):
        self.conn.close()


def closed_by_a_finalizer(dsn):
    store = Finalized(dsn)  # ok: the finalizer closes
    return store.count()


class OneShot:
    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)

    def count(self):
        try:
            return self.conn.execute("select count(*) from items").fetchone()
        finally:
            self.close()

    def close(self):
        self.conn.close()


def closed_by_its_work(dsn):
    store = OneShot(dsn)  # ok: count closes it
    return store.count()


class OfAFramework(Scheduler):
    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)

    def close(self):
        self.conn.close()


def closed_by_the_framework(dsn):
    scheduler = OfAFramework(dsn)  # ok: run may call its close
    scheduler.run()


class Forever:
    def __init__(self, dsn):
        self.conn = psycopg.connect(dsn)

    def serve(self):
        while True:
            self.conn.execute("select 1")

    def close(self):
        self.conn.close()


def main():
    store = Store("dbname=shop")  # ok: the process ends it
    print(store.count())


if __name__ == "__main__":
    main()
