"""Counts that the source or a setting bounds."""

import argparse
import asyncio
import enum
import heapq
import itertools
import os
import random

import httpx

client = httpx.AsyncClient()

MIRRORS = ("https://a.example", "https://b.example", "https://c.example")
WORKERS = 8


class Region(enum.Enum):
    EU = "eu"
    US = "us"


async def fetch(url: str) -> str:
    response = await client.get(url)
    return response.text


async def fixed_splat(url):
    return await asyncio.gather(fetch(url), fetch(url + "/a"), fetch(url + "/b"))  # ok: three


async def literal_list():
    return await asyncio.gather(*(fetch(url) for url in ["https://a.example", "https://b.example"]))  # ok: two


async def module_tuple():
    return await asyncio.gather(*(fetch(url) for url in MIRRORS))  # ok: a literal with one binding


async def mapped_over_a_module_tuple():
    return await asyncio.gather(*map(fetch, MIRRORS))  # ok: a literal with one binding


async def fixed_range():
    return await asyncio.gather(*[fetch(str(n)) for n in range(20)])  # ok: twenty


async def local_constant():
    count = 10
    return await asyncio.gather(*(fetch(str(n)) for n in range(count)))  # ok: ten


async def slice_of_the_input(urls):
    return await asyncio.gather(*(fetch(url) for url in urls[:20]))  # ok: twenty at most


async def islice_of_the_input(urls):
    return await asyncio.gather(*(fetch(url) for url in itertools.islice(urls, 20)))  # ok: twenty at most


async def sample_of_the_input(urls):
    return await asyncio.gather(*(fetch(url) for url in random.sample(urls, 5)))  # ok: five


async def largest_of_the_input(scores):
    return await asyncio.gather(*(fetch(str(score)) for score in heapq.nlargest(10, scores)))  # ok: ten at most


async def smaller_of_two(urls):
    return await asyncio.gather(*(fetch(urls[i]) for i in range(min(len(urls), 10))))  # ok: ten at most


async def zipped_with_a_literal(urls):
    return await asyncio.gather(*(fetch(a + b) for a, b in zip(MIRRORS, urls)))  # ok: as many as MIRRORS


async def members_of_an_enum():
    return await asyncio.gather(*(fetch(region.value) for region in Region))  # ok: an enum


async def setting_from_the_environment():
    workers = int(os.environ.get("WORKERS", "4"))
    return await asyncio.gather(*(fetch(str(n)) for n in range(workers)))  # ok: a setting


async def upper_case_setting():
    return await asyncio.gather(*(fetch(str(n)) for n in range(WORKERS)))  # ok: eight


async def argument_of_the_command_line():
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=4)
    args = parser.parse_args()
    return await asyncio.gather(*(fetch(str(n)) for n in range(args.workers)))  # ok: a setting


async def machine_sized():
    return await asyncio.gather(*(fetch(str(n)) for n in range(os.cpu_count() or 1)))  # ok: follows the machine


async def appended_a_fixed_number(url, wanted):
    coros = [fetch(url)]
    if wanted:
        coros.append(fetch(url + "/more"))
    return await asyncio.gather(*coros)  # ok: two at most
