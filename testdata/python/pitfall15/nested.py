"""A nested function: handed to an executor, or called."""

import asyncio

import requests


async def handed_to_an_executor(url):
    def go():
        return requests.get(url, timeout=5)

    return await asyncio.get_running_loop().run_in_executor(None, go)  # ok: runs in a thread


async def called(url):
    def go():
        return requests.get(url, timeout=5)

    return go()  # want "CL501"
