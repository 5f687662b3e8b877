"""A local flag says that the task is there already."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def one_behind_the_stream(lines):
    task = None
    async for line in lines:
        if line.endswith("DONE") and task is None:
            task = asyncio.create_task(client.get(line))  # ok: one at most
        yield line
    if task is not None:
        await asyncio.shield(task)


async def one_by_truth(lines):
    task = None
    async for line in lines:
        if not task:
            task = asyncio.create_task(client.get(line))  # ok: one at most
        yield line
    await task


async def again_and_again(lines):
    task = None
    tasks = []
    async for line in lines:
        if task is None:
            task = asyncio.create_task(client.get(line))  # want "CL103"
            tasks.append(task)
        if line.endswith("DONE"):
            task = None
    await asyncio.gather(*tasks)


async def another_is_asked(lines):
    other = None
    tasks = []
    async for line in lines:
        if other is None:
            task = asyncio.create_task(client.get(line))  # want "CL103"
            tasks.append(task)
    await asyncio.gather(*tasks)


async def either(lines):
    task = None
    tasks = []
    async for line in lines:
        if line.startswith("a") or task is None:
            task = asyncio.create_task(client.get(line))  # want "CL103"
            tasks.append(task)
    await asyncio.gather(*tasks)


async def one_for_each_page(pages):
    tasks = []
    for page in pages:
        task = None
        for line in page:
            if task is None:
                task = asyncio.create_task(client.get(line))  # want "CL103"
                tasks.append(task)
    await asyncio.gather(*tasks)


async def dropped_by_del(lines):
    tasks = []
    task = None
    for line in lines:
        if task is None:
            task = asyncio.create_task(client.get(line))  # want "CL103"
            tasks.append(task)
        task = next_of(task, line)
    await asyncio.gather(*tasks)


async def done_flag(lines):
    started = False
    task = None
    for line in lines:
        if not started and line:
            started = True
            task = asyncio.create_task(client.get(line))  # ok: one at most
    await task
