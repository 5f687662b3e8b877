"""Limiters that hold, and limiters that do not."""

import asyncio
from asyncio import Semaphore
from functools import partial

import aiometer
import anyio
import httpx
from aioitertools.asyncio import gather as limited_gather
from aiolimiter import AsyncLimiter

client = httpx.AsyncClient()
pool_of_sockets = httpx.AsyncClient(limits=httpx.Limits(max_connections=10))

SEM = asyncio.Semaphore(5)
UNUSED = asyncio.Semaphore(5)
CAPACITY = anyio.CapacityLimiter(10)
RATE = AsyncLimiter(10, 1)


async def bare(url):
    return await client.get(url)


async def with_permit(url):
    async with SEM:
        return await client.get(url)


async def module_semaphore_in_the_coroutine(urls):
    return await asyncio.gather(*(with_permit(url) for url in urls))  # ok: SEM, taken first


async def through(url):
    return await with_permit(url)


async def semaphore_in_the_callee_of_the_callee(urls):
    return await asyncio.gather(*map(through, urls))  # ok: SEM, two calls down


async def semaphore_of_the_gathering_function(urls):
    sem = Semaphore(10)

    async def one(url):
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))  # ok: one semaphore for all runs


async def semaphore_as_a_parameter(urls, sem: asyncio.Semaphore):
    async def one(url):
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*[one(url) for url in urls])  # ok: the caller's semaphore


async def taking(sem, url):
    async with sem:
        return await client.get(url)


async def semaphore_handed_to_the_coroutine(urls):
    sem = asyncio.Semaphore(10)
    return await asyncio.gather(*(taking(sem, url) for url in urls))  # ok: handed on


async def semaphore_bound_by_partial(urls):
    sem = asyncio.Semaphore(10)
    return await asyncio.gather(*map(partial(taking, sem), urls))  # ok: bound by partial


async def acquired_and_released(url):
    await SEM.acquire()
    try:
        return await client.get(url)
    finally:
        SEM.release()


async def acquire_and_release_in_the_coroutine(urls):
    return await asyncio.gather(*(acquired_and_released(url) for url in urls))  # ok: the long form


async def with_capacity(url):
    async with CAPACITY:
        return await client.get(url)


async def capacity_limiter(urls):
    return await asyncio.gather(*(with_capacity(url) for url in urls))  # ok: anyio's limiter


async def size_from_an_argument(urls, limit=8):
    sem = asyncio.Semaphore(limit)

    async def one(url):
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))  # ok: that there is a limiter is enough


async def gather_limited(*coros, limit=8):
    sem = asyncio.Semaphore(limit)

    async def wrap(coro):
        async with sem:
            return await coro

    return await asyncio.gather(*(wrap(coro) for coro in coros))  # ok: each runs under the semaphore


async def through_a_limited_helper(urls):
    return await gather_limited(*(bare(url) for url in urls))  # ok: the helper limits


async def library_with_a_limit(urls):
    return await limited_gather(*(bare(url) for url in urls), limit=8)  # ok: eight


async def library_without_its_limit(urls):
    return await limited_gather(*(bare(url) for url in urls))  # want "CL101: .*urls"


async def aiometer_with_a_limit(urls):
    return await aiometer.run_all([partial(bare, url) for url in urls], max_at_once=8)  # ok: eight


async def aiometer_without_a_limit(urls):
    return await aiometer.run_all([partial(bare, url) for url in urls], max_per_second=5)  # want "CL101: .*urls"


class Service:
    def __init__(self, limit: int):
        self.sem = asyncio.Semaphore(limit)
        self.http = httpx.AsyncClient()

    async def one(self, url):
        async with self.sem:
            return await self.http.get(url)

    async def attribute_of_the_object(self, urls):
        return await asyncio.gather(*(self.one(url) for url in urls))  # ok: one semaphore an object


# --- limiters that do not limit ---


async def semaphore_that_nobody_takes(urls):
    return await asyncio.gather(*(bare(url) for url in urls))  # want "CL101: .*urls"


async def half(url):
    if url.startswith("https"):
        async with SEM:
            return await client.get(url)
    return await client.get(url)


async def permit_on_one_branch(urls):
    return await asyncio.gather(*(half(url) for url in urls))  # want "CL101: .*urls"


async def late(url):
    response = await client.get(url)
    async with SEM:
        return response.text


async def permit_after_the_work(urls):
    return await asyncio.gather(*(late(url) for url in urls))  # want "CL101: .*urls"


async def as_many_permits_as_items(urls):
    sem = asyncio.Semaphore(len(urls))

    async def one(url):
        async with sem:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))  # ok: reported once, where the semaphore is made (CL105)


async def sockets(url):
    return await pool_of_sockets.get(url)


async def limit_of_the_client(urls):
    # Sockets are bounded; the tasks, and what they hold, are not.
    return await asyncio.gather(*(sockets(url) for url in urls))  # want "CL101: .*urls"


async def at_a_rate(url):
    async with RATE:
        return await client.get(url)


async def starts_per_second(urls):
    # Ten starts a second that take a minute each are six hundred at once.
    return await asyncio.gather(*(at_a_rate(url) for url in urls))  # want "CL101: .*urls"


async def optional(url, sem=None):
    if sem is not None:
        async with sem:
            return await client.get(url)
    return await client.get(url)


async def optional_limiter_given(urls):
    sem = asyncio.Semaphore(5)
    return await asyncio.gather(*(optional(url, sem) for url in urls))  # ok: sem, handed on


async def optional_limiter_not_given(urls):
    return await asyncio.gather(*(optional(url) for url in urls))  # want "CL101: .*urls"


async def optional_limiter_of_the_caller(urls, sem=None):
    return await asyncio.gather(*(optional(url, sem) for url in urls))  # ok: the caller may give one


class LazyGate:
    """A semaphore of the project's own: made on first use, entered by hand."""

    def __init__(self, size):
        self._size = size
        self._semaphore = None

    def _prepare(self):
        if self._semaphore is None:
            self._semaphore = asyncio.Semaphore(self._size())

    async def __aenter__(self):
        self._prepare()
        await self._semaphore.__aenter__()

    async def __aexit__(self, *problem):
        await self._semaphore.__aexit__(*problem)


GATE = LazyGate(lambda: 20)


async def gated(url):
    async with GATE:
        return await fetch(url)


async def limiter_of_the_project_entered_by_hand(urls):
    return await asyncio.gather(*[gated(url) for url in urls])


class NoGate:
    """Only its name and its methods look like a limiter."""

    def __init__(self):
        self._semaphore = None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *problem):
        self._semaphore = None


NO_GATE = NoGate()


async def not_gated(url):
    async with NO_GATE:
        return await fetch(url)


async def context_manager_of_the_project_without_a_limit(urls):
    return await asyncio.gather(*[not_gated(url) for url in urls])  # want "CL101"
