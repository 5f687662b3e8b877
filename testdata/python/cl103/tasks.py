"""Tasks started in a loop."""

import asyncio
from asyncio import create_task

import httpx

client = httpx.AsyncClient()
SEM = asyncio.Semaphore(5)


async def fetch(url):
    return await client.get(url)


async def with_permit(url):
    async with SEM:
        return await client.get(url)


async def in_a_list(urls):
    tasks = [asyncio.create_task(fetch(url)) for url in urls]  # want "CL103: asyncio.create_task.*urls.*;"
    return await asyncio.gather(*tasks)


async def appended(urls):
    tasks = []
    for url in urls:
        tasks.append(create_task(fetch(url)))  # want "CL103: .*urls"
    return [await task for task in tasks]


async def ensured(urls):
    tasks = [asyncio.ensure_future(fetch(url)) for url in urls]  # want "CL103: .*ensure_future.*urls"
    return await asyncio.wait(tasks)


async def on_the_loop(urls):
    loop = asyncio.get_running_loop()
    tasks = {loop.create_task(fetch(url)) for url in urls}  # want "CL103: .*create_task.*urls"
    await asyncio.wait(tasks)


async def one_per_message(queue: asyncio.Queue):
    running = set()
    while True:
        url = await queue.get()
        task = asyncio.create_task(fetch(url))  # want "CL103"
        running.add(task)
        task.add_done_callback(running.discard)


async def one_per_event(events):
    running = set()
    async for event in events:
        task = asyncio.create_task(fetch(event.url))  # want "CL103: .*events"
        running.add(task)
        task.add_done_callback(running.discard)


# --- harmless ---


async def limiter_in_the_task(urls):
    tasks = [asyncio.create_task(with_permit(url)) for url in urls]  # ok: SEM, taken first
    return await asyncio.gather(*tasks)


async def one(url):
    task = asyncio.create_task(fetch(url))  # ok: one
    return await task


async def fixed_number():
    tasks = [asyncio.create_task(fetch(str(n))) for n in range(4)]  # ok: four
    return await asyncio.gather(*tasks)


async def awaited_in_the_loop(urls):
    pages = []
    for url in urls:
        task = asyncio.create_task(fetch(url))  # ok: awaited before the next one
        pages.append(await task)
    return pages


async def waits_when_full(urls):
    running = set()
    for url in urls:
        if len(running) >= 10:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        running.add(asyncio.create_task(fetch(url)))  # ok: ten at most
    await asyncio.wait(running)


async def permit_before_each_start(urls):
    sem = asyncio.Semaphore(8)
    tasks = []
    for url in urls:
        await sem.acquire()
        task = asyncio.create_task(fetch(url))  # ok: sem, given back when the task is done
        task.add_done_callback(lambda _: sem.release())
        tasks.append(task)
    await asyncio.gather(*tasks)


async def release_after(sem, url):
    try:
        await fetch(url)
    finally:
        sem.release()


async def permit_handed_to_the_task(urls):
    sem = asyncio.Semaphore(8)
    tasks = []
    for url in urls:
        await sem.acquire()
        tasks.append(asyncio.create_task(release_after(sem, url)))  # ok: sem, taken before each start
    await asyncio.gather(*tasks)


async def worker(queue):
    while True:
        await fetch(await queue.get())


async def workers(queue: asyncio.Queue, count: int):
    crew = [asyncio.create_task(worker(queue)) for _ in range(count)]  # ok: workers draw from the queue
    await queue.join()
    for task in crew:
        task.cancel()


async def ticker(interval):
    while True:
        await asyncio.sleep(interval)
        task = asyncio.create_task(fetch("https://a.example"))  # ok: at a pace; whether they pile up is not known
        await asyncio.shield(task)


async def replay(nodes):
    for node in nodes:
        task = start(node)
        if task is not None:
            await asyncio.shield(task)


def start(node):
    return asyncio.create_task(fetch(node))


async def keep_alive(stream):
    pending = asyncio.ensure_future(anext(stream))
    while True:
        await asyncio.wait({pending}, timeout=15)
        if not pending.done():
            yield b""
            continue
        yield pending.result()
        pending = asyncio.ensure_future(anext(stream))  # ok: one at a time


async def only_some_are_waited_for(urls, slow):
    for url in urls:
        task = asyncio.create_task(fetch(url))  # want "CL103"
        tasks.append(task)
        if slow:
            await asyncio.shield(task)


async def one_at_a_time_on_another_loop(tools, loop):
    for tool in tools:
        if loop is not None and loop.is_running():
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(fetch(tool), loop))  # ok: waited for on the same branch
        else:
            await fetch(tool)


async def batches_if_there_are_any(client, keys, size):
    for start in range(0, len(keys), size):
        batch = keys[start : start + size]
        running = []
        for key in batch:
            running.append(asyncio.create_task(client.load(key)))
        if running:
            await asyncio.gather(*running)


async def waited_for_on_another_branch(urls, slow):
    for url in urls:
        if slow:
            task = asyncio.create_task(fetch(url))  # want "CL103"
            tasks.append(task)
        else:
            await fetch(url)


async def both_are_waited_for(left, right):
    while True:
        one = asyncio.create_task(left.get())
        two = asyncio.create_task(right.get())
        await asyncio.wait([one, two])


async def one_of_two_is_waited_for(left, right):
    while True:
        one = asyncio.create_task(left.get())
        tasks.append(asyncio.create_task(right.get()))  # want "CL103"
        await asyncio.wait([one])
