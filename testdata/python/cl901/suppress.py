"""What comments silence, and what they do not."""

import asyncio

import httpx

client = httpx.AsyncClient()


async def fetch(url):
    return await client.get(url)


async def silenced(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] urls are the mirrors of one file  # ok, the finding is there


async def silenced_above(urls):
    # concurlint: ignore[CL101] urls are the mirrors of one file  # ok
    await asyncio.gather(*(fetch(u) for u in urls))


async def silenced_at_the_end(urls):
    return await asyncio.gather(
        *(fetch(u) for u in urls),
    )  # concurlint: ignore[unbounded-gather] urls are mirrors; a name stands for its code  # ok


async def silenced_inside(urls):
    return await asyncio.gather(
        # concurlint: ignore[CL101] urls are mirrors  # ok
        *(fetch(u) for u in urls),
    )


async def another_tool(urls):
    return await asyncio.gather(*(fetch(u) for u in urls))  # noqa: B000 # concurlint: ignore[CL101] mirrors  # ok


# concurlint: ignore[CL101] each function is about mirrors  # ok, all of the function
async def whole(urls):
    await asyncio.gather(*(fetch(u) for u in urls))
    return await asyncio.gather(*(fetch(u) for u in urls))


async def nothing_there():
    # concurlint: ignore[CL101] it was there once # want "CL901: ignore.CL101. silences nothing: no CL101 is found here; remove it"
    await asyncio.gather(fetch("a"), fetch("b"))


async def one_of_two(urls):
    # concurlint: ignore[CL101, CL301] mirrors # want "CL901: .*no CL301 is found here"
    await asyncio.gather(*(fetch(u) for u in urls))


async def ended(urls):
    # concurlint: ignore[CL101] until=2024-01-31 the queue comes # want "CL901: ignore.CL101. ended on 2024-01-31"
    await asyncio.gather(*(fetch(u) for u in urls))


async def not_yet(urls):
    # concurlint: ignore[CL101] until=2999-12-31 the queue comes  # ok
    await asyncio.gather(*(fetch(u) for u in urls))


TEXT = "# concurlint: ignore[CL101] a string is no comment  # ok"
