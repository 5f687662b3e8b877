"""Pools as large as the data."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Pool

import httpx

client = httpx.AsyncClient()
HOSTS = ["a.example", "b.example"]


def work(item):
    return item


def threads(items):
    with ThreadPoolExecutor(max_workers=len(items)) as pool:  # want "CL105: .*ThreadPoolExecutor is as large as 'len\\(items\\)'"
        return list(pool.map(work, items))


def at_least_one(items):
    with ThreadPoolExecutor(max(1, len(items))) as pool:  # want "CL105"
        return list(pool.map(work, items))


def processes(items):
    with Pool(processes=len(items)) as pool:  # want "CL105"
        return pool.map(work, items)


async def semaphore(urls):
    limit = asyncio.Semaphore(len(urls))  # want "CL105"

    async def one(url):
        async with limit:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))


def smaller(items):
    with ThreadPoolExecutor(max_workers=min(len(items), 16)) as pool:  # ok: sixteen at most
        return list(pool.map(work, items))


def in_a_variable(items):
    size = min(32, len(items))
    with ThreadPoolExecutor(max_workers=size) as pool:  # ok: 32 at most
        return list(pool.map(work, items))


def literal():
    with ThreadPoolExecutor(max_workers=len(HOSTS)) as pool:  # ok: two
        return list(pool.map(work, HOSTS))


def default(items):
    with ThreadPoolExecutor() as pool:  # ok: follows the machine
        return list(pool.map(work, items))


def machine(items):
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:  # ok: follows the machine
        return list(pool.map(work, items))


def chosen(items, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:  # ok: somebody chose it
        return list(pool.map(work, items))


class Shards:
    def __init__(self, shards):
        self.shards = shards

    def all(self):
        with ThreadPoolExecutor(max_workers=len(self.shards)) as pool:  # ok: a note; as many as were configured
            return list(pool.map(work, self.shards))


def at_most_a_limit(items, limits):
    with ThreadPoolExecutor(max_workers=min(len(items), limits.get())) as pool:  # ok: somebody chose the limit
        return list(pool.map(work, items))


def the_smaller_of_two_lengths(items, others):
    with ThreadPoolExecutor(max_workers=min(len(items), len(others))) as pool:  # want "CL105"
        return list(pool.map(work, zip(items, others)))


def models_of_the_caller(models):
    with ThreadPoolExecutor(max_workers=len(models)) as pool:  # ok: a note; as many as somebody set up
        return list(pool.map(work, models))


def inputs_of_a_model(model_inputs):
    with ThreadPoolExecutor(max_workers=len(model_inputs)) as pool:  # want "CL105"
        return list(pool.map(work, model_inputs))
