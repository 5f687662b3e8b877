"""Blocking calls that a coroutine reaches through functions of the project."""

import asyncio

from app import fetch
from app.fetch import Loader
from app.fetch import title as title_of


async def one_call_down(url):
    return fetch.load(url)  # want "CL501: .*load"


async def two_calls_down(url):
    return fetch.text(url)  # want "CL501: .*"


async def three_calls_down(url):
    return title_of(url)  # want "CL501: .*title"


async def four_calls_down(url):
    return fetch.heading(url)  # want "CL501: .*"


async def five_calls_down(url):
    return fetch.headline(url)  # ok: deeper than anybody can act on


async def method(url):
    loader = Loader(url)
    return loader.run()  # want "CL501: .*run"


async def on_one_branch(url):
    return fetch.cached(url)  # ok: a note: most calls find it there


async def through_a_thread(url):
    return await asyncio.to_thread(fetch.title, url)  # ok: runs in a thread


async def reported_below(url):
    return await one_call_down(url)  # ok: the finding stands in one_call_down


async def nested_function_that_is_called(url):
    def load():
        return fetch.load(url)

    return load()  # want "CL501: .*load"
