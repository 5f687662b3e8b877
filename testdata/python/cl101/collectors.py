"""Collectors that start one task per item of their input."""

import asyncio
import asyncio as aio
from asyncio import as_completed, gather, wait
from asyncio import gather as together

import httpx
from tqdm.asyncio import tqdm

client = httpx.AsyncClient()


async def fetch(url: str) -> str:
    response = await client.get(url)
    return response.text


async def generator_in_gather(urls):
    return await asyncio.gather(*(fetch(url) for url in urls))  # want "CL101: asyncio.gather .*'urls'.*;"


async def list_comprehension(urls: list[str]) -> list[str]:
    pages = await asyncio.gather(*[fetch(url) for url in urls], return_exceptions=True)  # want "CL101: .*urls"
    return [page for page in pages if isinstance(page, str)]


async def appended_list(urls):
    coros = []
    for url in urls:
        coros.append(fetch(url))
    return await asyncio.gather(*coros)  # want "CL101: .*urls"


async def extended_list(urls, mirrors):
    coros = []
    coros.extend(fetch(url) for url in urls)
    coros += [fetch(mirror) for mirror in mirrors]
    return await asyncio.gather(*coros)  # want "CL101"


async def mapped(urls):
    return await asyncio.gather(*map(fetch, urls))  # want "CL101: .*urls"


async def named_list(urls):
    coros = [fetch(url) for url in urls]
    return await gather(*coros)  # want "CL101: .*urls"


async def renamed_import(urls):
    return await together(*(fetch(url) for url in urls))  # want "CL101: .*urls"


async def renamed_module(urls):
    return await aio.gather(*(fetch(url) for url in urls))  # want "CL101: .*urls"


async def pairs_of_a_mapping(pages: dict[str, str]):
    return await asyncio.gather(*(fetch(url) for url, _ in pages.items()))  # want "CL101: .*pages"


async def enumerated(urls):
    return await asyncio.gather(*(fetch(f"{url}?n={n}") for n, url in enumerate(urls)))  # want "CL101: .*urls"


async def range_over_a_parameter(count: int = 5):
    # A default argument is what callers may change: it bounds nothing.
    return await asyncio.gather(*[fetch(str(n)) for n in range(count)])  # want "CL101: .*count"


async def range_over_a_length(urls):
    return await asyncio.gather(*(fetch(urls[i]) for i in range(len(urls))))  # want "CL101: .*urls"


async def nested_data(sites):
    return await asyncio.gather(*(fetch(url) for site in sites for url in site.urls))  # want "CL101"


async def field_of_an_object(job):
    return await asyncio.gather(*(fetch(url) for url in job.urls))  # want "CL101: .*job.urls"


async def under_a_timeout(urls):
    return await asyncio.wait_for(asyncio.gather(*(fetch(url) for url in urls)), timeout=30)  # want "CL101: .*urls"


async def shielded(urls):
    return await asyncio.shield(asyncio.gather(*(fetch(url) for url in urls)))  # want "CL101: .*urls"


async def gathered_later(urls):
    pages = asyncio.gather(*(fetch(url) for url in urls))  # want "CL101: .*urls"
    print("started")
    return await pages


async def filtered(urls):
    return await asyncio.gather(*(fetch(url) for url in urls if url.startswith("https")))  # want "CL101: .*urls"


async def completed_one_by_one(urls):
    pages = []
    for done in as_completed([fetch(url) for url in urls]):  # want "CL101: .*urls"
        pages.append(await done)
    return pages


async def waited_for(urls):
    done, _ = await wait({fetch(url) for url in urls})  # want "CL101: .*urls"
    return done


async def with_a_progress_bar(urls):
    return await tqdm.gather(*(fetch(url) for url in urls))  # want "CL101: .*urls"


async def awaited_lambda(urls):
    load = lambda url: fetch(url)  # noqa: E731
    return await asyncio.gather(*(load(url) for url in urls))  # want "CL101: .*urls"


async def nested_coroutine(urls):
    async def load(url):
        page = await fetch(url)
        return page.strip()

    return await asyncio.gather(*(load(url) for url in urls))  # want "CL101: .*urls"


class Crawler:
    def __init__(self, urls):
        self.urls = urls
        self.http = httpx.AsyncClient()

    async def one(self, url):
        return await self.http.get(url)

    async def attribute_and_method(self):
        return await asyncio.gather(*(self.one(url) for url in self.urls))  # want "CL101: .*urls"


async def over_fifty_in_the_source():
    return await asyncio.gather(*(fetch(str(n)) for n in range(500)))  # want "CL101"


def jobs(urls):
    return [fetch(url) for url in urls]


async def list_from_a_helper(urls):
    return await asyncio.gather(*jobs(urls))  # want "CL101"


async def every_item_twice(urls):
    # One finding, although the inner coroutine gathers as well.
    return await asyncio.gather(*(both(url) for url in urls))  # want "CL101: .*urls"


async def both(url):
    return await asyncio.gather(fetch(url), fetch(url + "/robots.txt"))  # ok: two at once


async def coroutines_of_the_caller(coros):
    return await asyncio.gather(*coros)  # ok: what they are, and whether they take a limiter, is the caller's
