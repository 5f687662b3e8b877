"""Retries that nothing ends but success."""

import asyncio
import random
import time

import backoff
import httpx
import requests
from tenacity import retry, stop_after_attempt, stop_after_delay, wait_random_exponential

client = httpx.AsyncClient()


async def endless(url):
    while True:  # want "CL703: the loop in '.*endless' tries again without end"
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(1, 2))


def endless_broad(url):
    while True:  # want "CL703"
        try:
            response = requests.get(url, timeout=5)
            break
        except Exception:
            time.sleep(random.uniform(1, 2))
    return response


async def other_errors_leave(url):
    while True:  # want "CL703"
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(1, 2))
        except ValueError:
            raise


@retry(wait=wait_random_exponential())  # want "CL703: tenacity.retry tries again without end"
async def library_without_stop(url):
    return await client.get(url)


@retry(wait=wait_random_exponential(), stop=stop_after_attempt(5))
async def library_with_stop(url):
    return await client.get(url)  # ok: five times


@retry(wait=wait_random_exponential(), stop=stop_after_delay(60))
async def library_with_deadline(url):
    return await client.get(url)  # ok: a minute


@backoff.on_exception(backoff.expo, httpx.TransportError, max_time=60)
async def backoff_with_deadline(url):
    return await client.get(url)  # ok: a minute


async def counted(url):
    tries = 0
    while True:
        try:
            return await client.get(url)  # ok: ten attempts
        except httpx.TransportError:
            tries += 1
            if tries == 10:
                raise
            await asyncio.sleep(random.uniform(1, 2))


async def until_a_deadline(url):
    end = time.monotonic() + 60
    while True:
        if time.monotonic() > end:
            raise TimeoutError(url)
        try:
            return await client.get(url)  # ok: a minute
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(1, 2))


async def under_a_timeout(url):
    async with asyncio.timeout(60):
        while True:
            try:
                return await client.get(url)  # ok: a minute
            except httpx.TransportError:
                await asyncio.sleep(random.uniform(1, 2))


async def connect(url):
    while True:
        try:
            return await client.get(url)  # ok: a note by its name
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(1, 2))


async def supervise(url):
    while True:
        try:
            await client.get(url)  # ok: goes on after success too
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(1, 2))


async def tick(stop: asyncio.Event):
    while True:
        try:
            await asyncio.wait_for(stop.wait(), 5)
            break  # ok: a pause that ends early
        except asyncio.TimeoutError:
            print("tick")


def asked(prompt):
    while True:
        try:
            return int(input(prompt))  # ok: asks a person
        except ValueError:
            print("a number, please")


class Agent:
    async def register(self):
        while True:
            try:
                return await client.get("/register")  # ok: a note; it has nothing else to do
            except httpx.TransportError:
                await asyncio.sleep(random.uniform(1, 2))


async def timeouts(url):
    while True:  # want "CL703"
        try:
            return await client.get(url)
        except httpx.TimeoutException:
            print("too slow, again")
