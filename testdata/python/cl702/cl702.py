"""Retries without a pause, and what only looks like one."""

import asyncio
import getpass
import json
import random
import time

import backoff
import httpx
import requests
from tenacity import retry, stop_after_attempt, wait_random_exponential

client = httpx.AsyncClient()
LIMIT = asyncio.Semaphore(4)


async def no_pause(url):
    for _ in range(5):  # want "CL702: the loop in '.*no_pause' tries again at once"
        try:
            return await client.get(url)
        except httpx.TransportError:
            continue
    raise TimeoutError(url)


def no_pause_broad(url):
    for attempt in range(5):  # want "CL702"
        try:
            return requests.get(url, timeout=5)
        except Exception as error:
            print(attempt, error)
    raise TimeoutError(url)


async def until_it_works(url):
    tries = 0
    while True:  # want "CL702"
        try:
            return await client.get(url)
        except httpx.HTTPError:
            tries += 1
            if tries > 9:
                raise


@retry(stop=stop_after_attempt(5))  # want "CL702: tenacity.retry tries again at once"
async def library_without_wait(url):
    return await client.get(url)


@retry(stop=stop_after_attempt(5), wait=wait_random_exponential())
async def library_with_wait(url):
    return await client.get(url)  # ok: waits


@backoff.on_exception(backoff.expo, httpx.TransportError, max_tries=5)
async def backoff_with_wait(url):
    return await client.get(url)  # ok: waits


@retry(stop=stop_after_attempt(2))
async def once_more(url):
    return await client.get(url)  # ok: one more attempt


async def two_attempts(url):
    for _ in range(2):
        try:
            return await client.get(url)  # ok: a stale connection is found by one more attempt
        except httpx.TransportError:
            continue
    raise TimeoutError(url)


async def with_a_pause(url):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.random() * 2**attempt)  # ok: waits
    raise TimeoutError(url)


async def behind_a_limiter(url):
    for _ in range(5):
        async with LIMIT:  # ok: each attempt waits for its turn
            try:
                return await client.get(url)
            except httpx.TransportError:
                continue
    raise TimeoutError(url)


async def pause_of_somebody(url, policy):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await policy.next(attempt)  # ok: may be a pause
    raise TimeoutError(url)


def pause_by_name(url, clock):
    for _ in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            clock.sleep_a_bit()  # ok: named for a pause
    raise TimeoutError(url)


async def answer_that_does_not_parse(url):
    for _ in range(5):
        try:
            response = await client.get(url)
            return json.loads(response.text)
        except ValueError:
            continue  # ok: the other side is well
    raise ValueError(url)


async def mirrors(urls):
    for url in urls:
        try:
            return await client.get(url)
        except httpx.TransportError:
            continue  # ok: another one each time
    raise TimeoutError


async def mirrors_by_number(urls):
    for i in range(len(urls)):
        try:
            return await client.get(urls[i])
        except httpx.TransportError:
            continue  # ok: another one each time
    raise TimeoutError


def first_free(host):
    for port in range(8000, 8100):
        try:
            return requests.get(f"http://{host}:{port}", timeout=1)
        except requests.ConnectionError:
            continue  # ok: another port each time
    raise TimeoutError


def worker(jobs):
    while True:
        job = jobs.get()
        try:
            requests.post(job, timeout=5)
        except requests.ConnectionError:
            continue  # ok: goes on with the next job


async def constant_pause(url):
    for _ in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(1)  # ok: a note
    raise TimeoutError(url)


def configured_pause(url, pause):
    for _ in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(pause)  # ok: a note
    raise TimeoutError(url)


async def servers_of_the_settings(settings):
    for name in settings:
        address = settings[name].address
        try:
            return await client.get(address)
        except httpx.HTTPError:
            print("next server")  # ok: another one each time
    raise TimeoutError


async def goes_on_after_success(url, stop: asyncio.Event):
    done = 0
    while not stop.is_set():
        try:
            async with LIMIT:
                await client.get(url)
        except httpx.HTTPError:
            done += 1  # ok: success goes on too


async def delays_tried_out(url):
    for pause in (1, 2, 4):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(pause)  # ok: waits
    raise TimeoutError(url)


async def took_too_long(url):
    for _ in range(5):
        try:
            return await asyncio.wait_for(client.get(url), 10)
        except asyncio.TimeoutError:
            continue  # ok: each attempt took its ten seconds
    raise TimeoutError(url)


async def asks_for_something_else(messages):
    for _ in range(4):  # ok: the next request tells what was wrong
        try:
            return await client.post("http://llm/", json={"messages": messages})
        except Exception as error:
            messages.append({"role": "user", "content": f"that was invalid: {error}"})


async def leaves_out_what_was_refused(data, fields):
    for i in range(max(fields, 1)):  # ok: the rejected field is gone
        try:
            return await client.post("http://llm/", content=json.dumps(data))
        except httpx.HTTPStatusError as error:
            if i + 1 == fields:
                raise
            data = without(data, error)


def notes_what_went_wrong(url):
    errors = []
    for attempt in range(5):  # want "CL702"
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError as error:
            errors.append(error)
    raise TimeoutError(errors)


def waits_longer_for_the_same(url, timeout=1):
    for attempt in range(5):  # want "CL702"
        try:
            return requests.get(url, timeout=timeout)
        except requests.ConnectionError:
            timeout *= 2


def a_person_types_in_between(url):
    for _ in range(3):  # ok: nobody types in a burst
        password = ask_for_password()
        try:
            return requests.post(url, json={"password": password}, timeout=5)
        except requests.HTTPError:
            print("not recognized")


def ask_for_password():
    return getpass.getpass()
