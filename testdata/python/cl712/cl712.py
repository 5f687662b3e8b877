"""Objects made by each attempt."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor

import httpx
import requests
from tenacity import retry, stop_after_attempt, wait_random_exponential


async def pause(attempt):
    await asyncio.sleep(random.random() * 2**attempt)


async def client_per_attempt(url):
    for attempt in range(5):
        try:
            async with httpx.AsyncClient() as client:  # want "CL712: httpx.AsyncClient makes a new client for each attempt"
                return await client.get(url)
        except httpx.TransportError:
            await pause(attempt)
    raise TimeoutError(url)


def session_per_attempt(url):
    attempt = 0
    while attempt < 5:
        try:
            session = requests.Session()  # want "CL712"
            return session.get(url, timeout=5)
        except requests.ConnectionError:
            attempt += 1
    raise TimeoutError(url)


def executor_per_attempt(job):
    for _ in range(5):
        try:
            with ThreadPoolExecutor(max_workers=1) as pool:  # want "CL712"
                return pool.submit(job).result(timeout=5)
        except ConnectionError:
            continue
    raise TimeoutError


async def client_before_the_loop(url):
    async with httpx.AsyncClient() as client:  # ok: one for all attempts
        for attempt in range(5):
            try:
                return await client.get(url)
            except httpx.TransportError:
                await pause(attempt)
    raise TimeoutError(url)


async def two_attempts(url):
    for _ in range(2):
        try:
            async with httpx.AsyncClient() as client:  # ok: at most two
                return await client.get(url)
        except httpx.TransportError:
            continue
    raise TimeoutError(url)


async def one_for_each_host(hosts):
    for host in hosts:
        try:
            async with httpx.AsyncClient(base_url=host) as client:  # ok: no retry, another host each time
                return await client.get("/")
        except httpx.TransportError:
            continue
    raise TimeoutError


class Keeper:
    client = None

    async def kept(self, url):
        for attempt in range(5):
            try:
                if self.client is None:
                    self.client = httpx.AsyncClient()  # ok: kept for the next attempt
                return await self.client.get(url)
            except httpx.TransportError:
                await pause(attempt)
        raise TimeoutError(url)


@retry(stop=stop_after_attempt(5), wait=wait_random_exponential())
def decorated(url):
    with requests.Session() as session:  # ok: made in each call anyway, which is CL303's
        return session.get(url, timeout=5)
