"""A permit for each thing that a run waits for."""

import asyncio

import httpx

SEM = asyncio.Semaphore(5)
client = httpx.AsyncClient()


async def get(url):
    async with SEM:
        return await client.get(url)


async def any_mirror(urls):
    for url in urls:
        if await get(url):
            return True
    return False


async def a_permit_for_each_request(groups):
    return await asyncio.gather(*[any_mirror(urls) for urls in groups])


async def get_or_post(url, body):
    if body is None:
        async with SEM:
            await client.get(url)
    else:
        async with SEM:
            await client.post(url, content=body)


async def a_permit_on_each_branch(urls, body):
    await asyncio.gather(*[get_or_post(url, body) for url in urls])


async def report(urls):
    for url in urls:
        await get(url)
    await client.post("/done")


async def one_request_without(groups):
    await asyncio.gather(*[report(urls) for urls in groups])  # want "one task per item of 'groups' with no limit"


async def get_slowly(url, slow):
    if slow:
        async with SEM:
            await client.get(url)
    else:
        await client.get(url)


async def one_branch_without(urls, slow):
    await asyncio.gather(*[get_slowly(url, slow) for url in urls])  # want "one task per item of 'urls' with no limit"
