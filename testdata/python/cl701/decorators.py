"""Retries by a library."""

import backoff
import httpx
import requests
import stamina
from retrying import retry as retrying_retry
from tenacity import (
    AsyncRetrying,
    retry,
    stop_after_attempt,
    wait_exponential,
    wait_exponential_jitter,
    wait_fixed,
    wait_random,
    wait_random_exponential,
)

client = httpx.AsyncClient()


@retry(stop=stop_after_attempt(5), wait=wait_exponential(multiplier=1, max=30))  # want "CL701: tenacity.retry.*;"
async def exponential(url):
    return await client.get(url)


@backoff.on_exception(backoff.expo, requests.ConnectionError, max_tries=5, jitter=None)  # want "CL701: backoff.on_exception"
def jitter_taken_away(url):
    return requests.get(url, timeout=5)


@stamina.retry(on=httpx.TransportError, attempts=5, wait_jitter=0)  # want "CL701: stamina.retry"
async def no_jitter_of_stamina(url):
    return await client.get(url)


@retrying_retry(stop_max_attempt_number=5, wait_exponential_multiplier=1000)  # want "CL701: retrying.retry"
def retrying_without_jitter(url):
    return requests.get(url, timeout=5)


async def loop_of_the_library(url):
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3), wait=wait_exponential()):  # want "CL701: tenacity.AsyncRetrying"
        with attempt:
            return await client.get(url)


@retry(stop=stop_after_attempt(5), wait=wait_exponential_jitter(max=30))
async def exponential_with_jitter(url):
    return await client.get(url)  # ok: jitter by the strategy


@retry(stop=stop_after_attempt(5), wait=wait_random_exponential(max=30))
async def full_jitter(url):
    return await client.get(url)  # ok: jitter by the strategy


@retry(stop=stop_after_attempt(5), wait=wait_exponential() + wait_random(0, 2))
async def sum_of_strategies(url):
    return await client.get(url)  # ok: one part is random


@retry(stop=stop_after_attempt(5), wait=wait_fixed(2))
async def constant(url):
    return await client.get(url)  # ok: a constant delay is CL702's


@retry
async def no_wait_at_all(url):
    return await client.get(url)  # ok: no delay is CL702's


@backoff.on_exception(backoff.expo, requests.ConnectionError, max_tries=5)
def full_jitter_by_default(url):
    return requests.get(url, timeout=5)  # ok: backoff adds full jitter


@stamina.retry(on=httpx.TransportError, attempts=5)
async def jitter_by_default(url):
    return await client.get(url)  # ok: stamina adds up to a second


@retrying_retry(stop_max_attempt_number=5, wait_exponential_multiplier=1000, wait_jitter_max=500)
def retrying_with_jitter(url):
    return requests.get(url, timeout=5)  # ok: jitter


async def loop_with_jitter(url):
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3), wait=wait_exponential_jitter()):  # ok: jitter
        with attempt:
            return await client.get(url)
