"""Runs that do nothing, run already, or take their permit whichever collector starts them."""

import asyncio

import httpx
from tenacity import retry, stop_after_attempt

client = httpx.AsyncClient()


async def placeholders_and_requests(urls):
    tasks = []
    for url in urls:
        if url.startswith("https"):
            tasks.append(client.get(url))
        else:
            tasks.append(asyncio.ensure_future(asyncio.sleep(0, None)))  # ok: nothing runs
    return await asyncio.gather(*tasks)  # want "CL101"


async def sleepers(jobs):
    return await asyncio.gather(*(asyncio.sleep(job.delay) for job in jobs))  # want "CL101"


async def yields_first(url):
    await asyncio.sleep(0)
    return await client.get(url)


async def all_yield_first(urls):
    return await asyncio.gather(*(yields_first(url) for url in urls))  # want "CL101"


async def spins(flag):
    while not flag.is_set():
        await asyncio.sleep(0)


async def all_spin(flags):
    return await asyncio.gather(*(spins(flag) for flag in flags))  # want "CL101"


class Loader:
    def __init__(self):
        self.queue = []

    def load(self, key):
        future = asyncio.get_running_loop().create_future()
        self.queue.append((key, future))
        return future

    def load_many(self, keys):
        return asyncio.gather(*[self.load(key) for key in keys])  # ok: futures that others settle

    def fetch(self, key):
        return client.get(key)

    def fetch_many(self, keys):
        return asyncio.gather(*[self.fetch(key) for key in keys])  # want "CL101"


def collector_of(progress):
    if progress:
        from tqdm.asyncio import tqdm_asyncio

        module = tqdm_asyncio
    else:
        module = asyncio
    return module


@retry(stop=stop_after_attempt(3))
async def held(permits: asyncio.Semaphore, url):
    async with permits:
        return await client.get(url)


async def asked_before(permits: asyncio.Semaphore, url):
    for _ in range(3):
        await client.head(url)
        async with permits:
            if (await client.get(url)).is_success:
                break


async def free(permits: asyncio.Semaphore, url):
    return await client.get(url)


class Runner:
    def __init__(self, workers=2, progress=False):
        self.permits = asyncio.Semaphore(workers)
        self.module = collector_of(progress)

    async def run(self, urls):
        jobs = []
        for url in urls:
            jobs.append(held(self.permits, url))
        return await self.module.gather(*jobs)  # ok: each takes a permit, whichever collector it is

    async def run_free(self, urls):
        jobs = []
        for url in urls:
            jobs.append(free(self.permits, url))
        return await self.module.gather(*jobs)  # want "CL101"

    async def run_asked_before(self, urls):
        return await asyncio.gather(*[asked_before(self.permits, url) for url in urls])  # want "CL101"

    async def run_in_one(self, urls):
        return await asyncio.gather(*[held(self.permits, url) for url in urls])  # ok: a permit for each attempt


class Engine:
    async def query(self, text):
        """Each kind of engine asks its own service."""


async def ask_all(engine: Engine, questions):
    return await asyncio.gather(*(engine.query(q) for q in questions))  # want "CL101"


class Source:
    async def read(self, key):
        raise NotImplementedError


async def read_all(source: Source, keys):
    return await asyncio.gather(*(source.read(k) for k in keys))  # want "CL101"


class Journal:
    def note(self, line):
        self.lines.append(line)

    async def write(self, line):
        self.note(line)


async def write_all(journal: Journal, lines):
    await asyncio.gather(*(journal.write(x) for x in lines))  # ok: no run waits for anything
