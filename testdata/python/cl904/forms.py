"""Comments that cannot be understood, and prose."""

# concurlint: a linter that this file is not about  # ok
# see concurlint: ignore is explained in its README  # ok

import asyncio

import httpx

client = httpx.AsyncClient()


async def fetch(url):
    return await client.get(url)


async def no_rule(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore urls are mirrors # want "CL904: ignore names no rule; write concurlint: ignore.CL101. and the reason"


async def empty(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[] urls are mirrors # want "CL904: ignore.. names no rule"


async def unknown(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL1O1] urls are mirrors # want "CL904: no rule is called .CL1O1., did you mean .CL101."


async def other_words(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: disable=CL101 # want "CL904: concurlint:disable is no directive"


async def no_day(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101] until=tomorrow mirrors # want "CL904: until=tomorrow is no day; write it as until=2027-01-31"


async def itself(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL901] mirrors # want "CL904: CL901 is about suppressions"


async def too_low(urls):
    # concurlint: ignore-file[CL101] urls are mirrors # want "CL904: ignore-file stands below the first statement"
    await asyncio.gather(*(fetch(u) for u in urls))


async def small_letters(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint:ignore[cl101] urls are mirrors  # ok


async def with_space(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  #  concurlint:  ignore[ CL101 ]  urls are mirrors  # ok


async def two(urls):
    task = asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[CL101, unbounded-gather] urls are mirrors  # ok
    await task


async def a_name(urls):
    await asyncio.gather(*(fetch(u) for u in urls))  # concurlint: ignore[unbounded-gather] urls are mirrors  # ok


async def above(urls):
    # concurlint: ignore[CL101] urls are mirrors  # ok
    await asyncio.gather(*(fetch(u) for u in urls))
