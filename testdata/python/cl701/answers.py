"""Retries that look at the answer instead of an error, and loops that only look alike."""

import asyncio
import random
import time

import aiohttp
import httpx
import requests

client = httpx.AsyncClient()
RETRY_CODES = {429, 502, 503}


async def too_many(url):
    for attempt in range(5):
        response = await client.get(url)
        if response.status_code == 429:
            await asyncio.sleep(2**attempt)  # want "CL701: asyncio.sleep"
            continue
        return response
    raise TimeoutError(url)


async def both(url):
    for attempt in range(5):
        try:
            response = await client.get(url)
            if response.status_code in (429, 503):
                continue
            return response
        except httpx.TransportError:
            await asyncio.sleep(2**attempt)  # want "CL701: asyncio.sleep"
    raise TimeoutError(url)


def otherwise(url):
    delay, tries = 1, 0
    while tries < 6:
        response = requests.get(url, timeout=5)
        if response.status_code not in RETRY_CODES:
            break
        time.sleep(delay)  # want "CL701: time.sleep"
        delay = min(delay * 2, 60)
        tries += 1


def server_error(url):
    for attempt in range(5):
        response = requests.get(url, timeout=5)
        if response.status_code < 500:
            return response
        time.sleep(2**attempt)  # want "CL701: time.sleep"


def chance(url):
    for attempt in range(5):
        response = requests.get(url, timeout=5)
        if response.status_code >= 500:
            time.sleep(2**attempt * random.uniform(0.5, 1.5))  # ok: scaled by chance
            continue
        return response


def asked_for(url):
    for attempt in range(5):
        response = requests.get(url, timeout=5)
        if response.status_code == 429:
            time.sleep(int(response.headers["Retry-After"]))  # ok: the server says how long
            continue
        return response


def ready(url):
    for attempt in range(50):
        response = requests.get(url, timeout=5)
        if response.status_code == 200:
            return response
        time.sleep(1 + attempt)  # ok: asks whether it is there by now


def pages(url):
    attempt = 0
    while url:
        response = requests.get(url, timeout=5)
        if response.status_code == 429:
            attempt += 1
            time.sleep(2**attempt)  # ok: an answer goes on with the next page
            continue
        url = response.json()["next"]


def mirrors(urls):
    for n, url in enumerate(urls):
        response = requests.get(url, timeout=5)
        if response.status_code >= 500:
            time.sleep(2**n)  # ok: the next run asks somebody else
            continue
        return response


async def in_a_with(session: aiohttp.ClientSession, url):
    for attempt in range(5):
        async with session.get(url) as response:
            if response.status == 200:
                return await response.json()
            if response.status in (429, 503):
                await asyncio.sleep(2**attempt)  # want "CL701: asyncio.sleep"
                continue
            raise ValueError(response.status)


async def in_a_try(session: aiohttp.ClientSession, url):
    for attempt in range(5):
        try:
            async with session.get(url) as response:
                if response.status == 429:
                    await asyncio.sleep(2**attempt)  # want "CL701: asyncio.sleep"
                    continue
                response.raise_for_status()
                return await response.json()
        except OSError:
            if attempt == 4:
                raise


async def in_a_try_by_chance(session: aiohttp.ClientSession, url):
    for attempt in range(5):
        try:
            async with session.get(url) as response:
                if response.status == 429:
                    await asyncio.sleep(2**attempt + random.random())  # ok: chance added
                    continue
                return await response.json()
        except OSError:
            if attempt == 4:
                raise


async def part_of_it(session: aiohttp.ClientSession, url, size):
    for attempt in range(5):
        try:
            await asyncio.sleep(size * 0.1)  # ok: what is tried takes its time
            return await session.get(url)
        except OSError:
            if attempt == 4:
                raise


async def all_pages(session: aiohttp.ClientSession, url):
    while True:
        async with session.get(url) as response:
            if response.status == 429:
                await asyncio.sleep(1 + len(url))  # ok: an answer goes on with the next page
                continue
            url = (await response.json())["next"]
