"""One permit around a whole fan-out."""

import asyncio

import anyio
import httpx

client = httpx.AsyncClient()
SEM = asyncio.Semaphore(5)
INNER = asyncio.Semaphore(20)
CAPACITY = anyio.CapacityLimiter(5)


async def fetch(url):
    return await client.get(url)


async def with_permit(url):
    async with INNER:
        return await client.get(url)


async def around_a_gather(urls):
    async with SEM:  # want "CL705: .*SEM.*gather.*urls.*;"
        return await asyncio.gather(*(fetch(url) for url in urls))


async def around_a_list(urls):
    async with SEM:  # want "CL705: .*SEM"
        coros = [fetch(url) for url in urls]
        return await asyncio.gather(*coros)


async def around_a_group(urls):
    async with SEM:  # want "CL705: .*SEM"
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(fetch(url))


async def in_one_with_statement(urls):
    async with SEM, asyncio.TaskGroup() as group:  # want "CL705: .*SEM"
        for url in urls:
            group.create_task(fetch(url))


async def acquired_by_hand(urls):
    await SEM.acquire()  # want "CL705: .*SEM"
    try:
        return await asyncio.gather(*(fetch(url) for url in urls))
    finally:
        SEM.release()


async def around_start_soon(urls):
    async with CAPACITY:  # want "CL705: .*CAPACITY"
        async with anyio.create_task_group() as group:
            for url in urls:
                group.start_soon(fetch, url)


async def everything(urls):
    return await asyncio.gather(*(fetch(url) for url in urls))


async def around_a_helper(urls):
    async with SEM:  # want "CL705: .*SEM"
        return await everything(urls)


class Crawler:
    def __init__(self):
        self.sem = asyncio.Semaphore(5)

    async def attribute(self, urls):
        async with self.sem:  # want "CL705: .*sem"
            return await asyncio.gather(*(fetch(url) for url in urls))

    async def local_limiter(self, urls):
        sem = asyncio.Semaphore(5)
        async with sem:  # want "CL705: .*sem"
            return await asyncio.gather(*(fetch(url) for url in urls))


# --- harmless ---


async def permit_in_each_run(urls):
    return await asyncio.gather(*(with_permit(url) for url in urls))  # ok: INNER


async def batches_and_runs(urls):
    async with SEM:  # ok: guards batches; INNER limits the runs
        return await asyncio.gather(*(with_permit(url) for url in urls))


async def fixed_number(url):
    async with SEM:  # ok: two
        return await asyncio.gather(fetch(url), fetch(url + "/robots.txt"))


async def permit_before_each_start(urls):
    tasks = []
    for url in urls:
        async with SEM:  # ok: one task for each permit, though it is given back too early for CL103
            tasks.append(asyncio.create_task(fetch(url)))
    return await asyncio.gather(*tasks)


async def after_the_permit(urls):
    async with SEM:  # ok: given back before the fan-out
        first = await fetch(urls[0])
    rest = await asyncio.gather(*(with_permit(url) for url in urls[1:]))
    return [first, *rest]


async def one_by_one(urls):
    async with SEM:  # ok: no two at once
        return [await fetch(url) for url in urls]


async def chunks(urls):
    pages = []
    async with SEM:  # ok: twenty at a time
        for i in range(0, len(urls), 20):
            pages += await asyncio.gather(*(fetch(url) for url in urls[i : i + 20]))
    return pages


async def workers(urls):
    queue = asyncio.Queue()
    for url in urls:
        queue.put_nowait(url)

    async def worker():
        while not queue.empty():
            await fetch(await queue.get())

    async with SEM:  # ok: eight workers
        await asyncio.gather(*(worker() for _ in range(8)))


async def lock_is_no_limiter(urls, lock: asyncio.Lock):
    async with lock:  # ok: keeps others out on purpose
        return await asyncio.gather(*(with_permit(url) for url in urls))


async def one_for_each_server(servers):
    async with SEM:  # ok: a note; as many as somebody set up
        return await asyncio.gather(*(fetch(server) for server in servers))
