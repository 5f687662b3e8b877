"""Delays with a random part, and loops that are no retries."""

import asyncio
import queue
import random
import secrets
import threading
import time

import aiolimiter
import httpx
import requests

client = httpx.AsyncClient()
rng = random.Random(7)


async def scaled(url):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(0.5, 1.5) * 2**attempt)  # ok: scaled by chance
    raise TimeoutError(url)


async def full_jitter(url):
    for attempt in range(5):
        try:
            return await client.get(url)
        except httpx.TransportError:
            await asyncio.sleep(random.uniform(0, min(30, 2**attempt)))  # ok: full jitter
    raise TimeoutError(url)


def added(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            delay = 2**attempt
            delay += random.random()
            time.sleep(min(delay, 30))  # ok: chance added
    raise TimeoutError(url)


def own_generator(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(2**attempt * rng.random())  # ok: chance from a generator
    raise TimeoutError(url)


def system_random(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(2**attempt + secrets.randbelow(1000) / 1000)  # ok: chance added
    raise TimeoutError(url)


def jittered(attempt):
    return 2**attempt * random.uniform(0.5, 1.5)


def helper_with_jitter(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(jittered(attempt))  # ok: the helper adds chance
    raise TimeoutError(url)


def conditional_jitter(url, jitter=True):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            delay = 2**attempt
            if jitter:
                delay *= random.uniform(0.75, 1.25)
            time.sleep(delay)  # ok: jitter unless the caller takes it away
    raise TimeoutError(url)


def helper_of_the_caller(url, delay_of):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(delay_of(attempt))  # ok: what it returns is not known
    raise TimeoutError(url)


def told_by_the_server(url):
    for _ in range(5):
        response = requests.get(url, timeout=5)
        if response.status_code != 429:
            return response
        time.sleep(int(response.headers["Retry-After"]))  # ok: the server says when
    raise TimeoutError(url)


def constant_delay(url):
    for _ in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(1)  # ok: CL702's
    raise TimeoutError(url)


async def step(url, pause):
    await asyncio.sleep(pause)
    return await client.get(url)


async def pause_in_what_is_tried(url, pause):
    for _ in range(5):
        try:
            return await step(url, pause)  # ok: the pause belongs to the step, not to the retry
        except httpx.TransportError:
            print("again")
    raise TimeoutError(url)


def polling(job):
    delay = 1
    while job.status != "done":
        time.sleep(delay)  # ok: waits for a state; no error leads here
        delay = min(delay * 2, 30)
        job.refresh()


async def polling_with_a_count(job):
    for n in range(10):
        if await job.done():
            return True
        await asyncio.sleep(n)  # ok: waits for a state
    return False


def worker(jobs: queue.Queue, pause):
    while True:
        job = jobs.get()
        try:
            job.run()
        except Exception:
            time.sleep(pause)  # ok: the next run is the next job


def health_check(url, interval):
    while True:
        try:
            requests.get(url, timeout=5)
        except requests.ConnectionError:
            print("down")
        time.sleep(interval)  # ok: goes on after success too


def mirrors(urls):
    for n, url in enumerate(urls):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            print("next mirror")  # ok: no delay, and another address each time
    raise TimeoutError


def benchmark(url, pause):
    for _ in range(100):
        requests.get(url, timeout=5)
        time.sleep(pause)  # ok: no error path


class Told(Exception):
    seconds = 0


async def the_error_says_when(url):
    for _ in range(5):
        try:
            return await client.get(url)
        except Told as error:
            amount = error.seconds
            await asyncio.sleep(amount)  # ok: the server says when
    raise TimeoutError(url)


class Configured:
    def __init__(self, backoff_ms):
        self.backoff_ms = backoff_ms

    async def same_pause(self, url):
        while True:
            try:
                return await client.get(url)
            except httpx.TransportError as error:
                if not error.args:
                    raise
                await asyncio.sleep(self.backoff_ms / 1000)  # ok: CL702's

    async def cleanup(self, stop, pause):
        while not stop.is_set():
            try:
                try:
                    await asyncio.wait_for(stop.wait(), timeout=60)
                    break
                except asyncio.TimeoutError:
                    pass
                await client.get("/cleanup")
            except Exception:
                await asyncio.sleep(min(pause * 2, 60))  # ok: goes on after success too


def a_caller_with_work_of_its_own(job):
    for attempt in range(5):
        try:
            return job()
        except ValueError:
            time.sleep(2**attempt)  # ok: a note, nobody says that it asks another machine


def twice_more(url):
    for attempt in range(2):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(0.5 * (attempt + 1))  # ok: a note, two attempts are no crowd


_refresh = threading.Lock()


def one_refresh_at_a_time(url):
    with _refresh:
        for attempt in range(5):
            try:
                return requests.get(url, timeout=5)
            except requests.ConnectionError:
                time.sleep(2**attempt)  # ok: a note, the others wait for the lock


_rate = aiolimiter.AsyncLimiter(10)


async def at_a_shared_rate(url):
    for attempt in range(5):
        await _rate.acquire()
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            await asyncio.sleep(2**attempt)  # ok: a note, the rate spreads the attempts


def pause(seconds):
    time.sleep(seconds)


def spread(attempt, full):
    delay = 2**attempt
    if full:
        delay = random.randrange(delay + 1)
    return delay


def jitter_before_the_helper(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            pause(spread(attempt, True))  # ok: the helper waits as long as it is told


class Watch:
    def __init__(self, interval):
        self.interval = interval

    async def first(self, url):
        pause = max(min(self.interval, 1.0), 0.01)
        for _attempt in range(5):
            try:
                return await client.get(url)
            except httpx.TransportError:
                await asyncio.sleep(pause)  # ok: the same each time, which is CL702's
