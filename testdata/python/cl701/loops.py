"""Retries in a loop whose growing delay has no random part."""

import asyncio
import time
from asyncio import sleep

import anyio
import httpx
import requests

client = httpx.AsyncClient()


async def doubling(url):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(2**attempt)  # want "CL701: asyncio.sleep.*;"
    raise TimeoutError(url)


async def linear(url):
    for attempt in range(1, 6):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await sleep(attempt * 0.5)  # want "CL701"
    raise TimeoutError(url)


def doubled_by_hand(url):
    delay = 0.5
    while True:
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(delay)  # want "CL701: time.sleep"
            delay *= 2


def capped(url):
    for attempt in range(8):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(min(2**attempt, 30))  # want "CL701"
    raise TimeoutError(url)


def delay_in_a_variable(url):
    for attempt in range(8):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError as error:
            delay = min(60, 0.1 * 2**attempt)
            print(f"{error}: again in {delay} s")
            time.sleep(delay)  # want "CL701"
    raise TimeoutError(url)


def after_the_handler(url):
    for attempt in range(8):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            if attempt == 7:
                raise
        time.sleep(2**attempt)  # want "CL701"


def while_attempts_are_left(url):
    attempt = 0
    while attempt < 5:
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            attempt += 1
            time.sleep(attempt**2)  # want "CL701"
    raise TimeoutError(url)


def left_by_break(url):
    response = None
    for attempt in range(5):
        try:
            response = requests.get(url, timeout=5)
            break
        except requests.ConnectionError:
            time.sleep(2**attempt)  # want "CL701"
    return response


def left_by_else(url):
    for attempt in range(5):
        try:
            response = requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(2**attempt)  # want "CL701"
        else:
            return response
    raise TimeoutError(url)


def backoff_of(attempt):
    return min(0.1 * 2**attempt, 10)


def delay_from_a_helper(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(backoff_of(attempt))  # want "CL701"
    raise TimeoutError(url)


async def with_anyio(url):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await anyio.sleep(2**attempt)  # want "CL701: anyio.sleep"
    raise TimeoutError(url)


class Client:
    def __init__(self, base):
        self.base = base

    def pause(self, attempt):
        time.sleep(self.base * 2**attempt)

    def wait_in_a_helper(self, url):
        for attempt in range(5):
            try:
                return requests.get(url, timeout=5)
            except requests.ConnectionError:
                self.pause(attempt)  # want "CL701: .*"
        raise TimeoutError(url)


async def steps(url):
    for attempt in range(1, 6):
        try:
            return await client.get(url)
        except httpx.TransportError:
            wait = [5, 15, 30][min(attempt - 1, 2)]
            await asyncio.sleep(wait)  # want "CL701"
    raise TimeoutError(url)


async def delays_tried_out(url):
    for pause in (1, 2, 4, 8):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(pause)  # want "CL701"
    raise TimeoutError(url)


async def whatever_it_awaits(context, call_next):
    for attempt in range(5):
        try:
            return await call_next(context)
        except Exception:
            await asyncio.sleep(2**attempt)  # want "CL701"


def ask(url):
    return requests.get(url, timeout=5)


def through_a_helper(url):
    for attempt in range(5):
        try:
            return ask(url)
        except Exception:
            time.sleep(2**attempt)  # want "CL701"


async def two_waits(url):
    for attempt in range(3):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(2**attempt)  # ok: a note: two short waits bring nobody into step
    raise TimeoutError(url)
