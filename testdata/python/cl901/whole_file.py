"""A comment at the top is about the file."""

# concurlint: ignore-file[CL101] urls are the mirrors of one file  # ok
# concurlint: ignore-file[CL102] there is no group here # want "CL901: ignore-file.CL102. silences nothing: no CL102 is found in this file"
import asyncio

import httpx

client = httpx.AsyncClient()


async def fetch(url):
    return await client.get(url)


async def every(urls):
    await asyncio.gather(*(fetch(u) for u in urls))


async def every_again(urls):
    await asyncio.gather(*(fetch(u) for u in urls))
