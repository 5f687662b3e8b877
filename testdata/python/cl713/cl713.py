"""Deadlines around threads."""

import asyncio
import subprocess
import socket

import httpx
import requests

client = httpx.AsyncClient()


def load(url):
    return requests.get(url).text


def load_in_time(url):
    return requests.get(url, timeout=4).text


async def thread(url):
    return await asyncio.wait_for(asyncio.to_thread(load, url), timeout=5)  # want "CL713: asyncio.to_thread runs under a deadline.* requests.get"


async def executor(url):
    loop = asyncio.get_running_loop()
    return await asyncio.wait_for(loop.run_in_executor(None, load, url), 5)  # want "CL713"


async def block(url):
    async with asyncio.timeout(5):
        return await asyncio.to_thread(load, url)  # want "CL713"


async def with_a_timeout_of_its_own(url):
    return await asyncio.wait_for(asyncio.to_thread(load_in_time, url), timeout=5)  # ok: the thread ends


async def without_a_deadline(url):
    return await asyncio.to_thread(load, url)  # ok: nothing is abandoned


async def deadline_that_is_over(url):
    async with asyncio.timeout(5):
        await client.get(url)
    return await asyncio.to_thread(load, url)  # ok: not under it


async def unknown(job):
    return await asyncio.wait_for(asyncio.to_thread(job), timeout=5)  # ok: what it does is not known


async def coroutine(url):
    return await asyncio.wait_for(client.get(url), timeout=5)  # ok: can be cancelled


async def no_timeout_to_give(host):
    return await asyncio.wait_for(asyncio.to_thread(socket.gethostbyname, host), timeout=5)  # ok: the resolver has its own


class Child:
    def __init__(self, command):
        self._process = subprocess.Popen(command)

    async def stop(self):
        self._process.terminate()
        try:
            await asyncio.wait_for(asyncio.to_thread(self._process.wait), timeout=5)  # ok: killed where it does not obey
        except asyncio.TimeoutError:
            self._process.kill()

    async def wait_a_little(self):
        self._process.terminate()
        try:
            await asyncio.wait_for(asyncio.to_thread(self._process.wait), timeout=5)  # want "CL713"
        except asyncio.TimeoutError:
            print("still there")
