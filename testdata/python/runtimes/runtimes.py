"""The same calls under trio and anyio: a coroutine is a coroutine, whichever loop runs it."""

import concurrent.futures
import queue
import subprocess
import threading
import time

import anyio
import anyio.from_thread
import anyio.to_thread
import requests
import trio

lock = threading.Lock()


def fetch(url):
    return requests.get(url, timeout=5)


async def under_trio(url):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
        requests.get(url, timeout=5)  # want "CL501: requests.get"


async def under_anyio(url):
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, 1)
        fetch(url)  # want "CL501: .*fetch"


async def in_a_thread_of_trio(url):
    return await trio.to_thread.run_sync(fetch, url)  # ok: another thread


async def in_a_thread_of_anyio(url):
    return await anyio.to_thread.run_sync(fetch, url)  # ok: another thread


async def lambda_in_a_thread_of_anyio(url):
    return await anyio.to_thread.run_sync(lambda: requests.get(url, timeout=5))  # ok: another thread


async def sleeps_under_trio():
    time.sleep(1)  # want "CL504: time.sleep .*; await trio.sleep"
    await trio.sleep(1)  # ok: gives way


async def sleeps_under_anyio():
    time.sleep(1)  # want "CL504: time.sleep .*; await anyio.sleep"
    await anyio.sleep(1)  # ok: gives way


async def process_under_trio(command):
    subprocess.run(command)  # want "CL505: subprocess.run"
    await trio.run_process(command)  # ok: gives way


async def process_under_anyio(command):
    subprocess.check_output(command)  # want "CL505: subprocess.check_output"
    await anyio.run_process(command)  # ok: gives way


async def waits_under_trio(jobs: queue.Queue):
    await trio.sleep(0)
    return jobs.get()  # want "CL507: queue.Queue.get"


async def waits_under_anyio(job: concurrent.futures.Future):
    await anyio.sleep(0)
    return job.result()  # want "CL507: .*Future.result"


async def queue_in_a_thread_of_trio(jobs: queue.Queue):
    return await trio.to_thread.run_sync(jobs.get)  # ok: another thread


async def holds_under_trio():
    with lock:  # want "CL508: threading.Lock"
        await trio.sleep(1)


async def holds_under_anyio():
    with lock:  # want "CL508: threading.Lock"
        await anyio.sleep(1)


async def lock_of_trio(own: trio.Lock):
    async with own:
        await trio.sleep(1)  # ok: the lock of the loop


async def nested_trio():
    trio.run(trio.sleep, 1)  # want "CL406: trio.run"


async def nested_anyio():
    anyio.run(anyio.sleep, 1)  # want "CL406: anyio.run"


def from_a_thread(url):
    return anyio.from_thread.run(anyio.sleep, 1)  # ok: hands it to the loop


async def worker(url):
    return await anyio.to_thread.run_sync(from_a_thread, url)  # ok: another thread


async def with_cancellation(url):
    with trio.move_on_after(3):
        return await trio.to_thread.run_sync(fetch, url, abandon_on_cancel=True)  # ok: another thread


def main():
    trio.run(under_trio, "https://example.com")  # ok: no loop runs yet
