"""Objects of the module that several event loops meet."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import redis.asyncio as redis
from celery import Celery
from flask import Flask
from openai import AsyncOpenAI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

app = Celery("shop")
web = Flask("shop")
client = httpx.AsyncClient()
llm = AsyncOpenAI()
engine = create_async_engine("postgresql+asyncpg://localhost/shop")
slots = asyncio.Semaphore(5)
jobs = asyncio.Queue()
_cache = None


async def fetch(url):
    return (await client.get(url)).text


@app.task
def task_of_a_queue(url):
    return asyncio.run(fetch(url))  # want "CL407: asyncio.run runs a new event loop each time, and 'client' lives on from one to the next: the connections"


def once_per_item(urls):
    for url in urls:
        print(asyncio.run(fetch(url)))  # want "CL407"


def one_after_the_other():
    asyncio.run(fetch("http://localhost/a"))
    asyncio.run(fetch("http://localhost/b"))  # want "CL407"


async def answer(question):
    reply = await llm.chat.completions.create(model="small", messages=[{"role": "user", "content": question}])
    return reply.choices[0].message.content


@web.post("/ask")
def plain_handler():
    return asyncio.run(answer("why?"))  # want "CL407: asyncio.run .* 'llm'"


async def count():
    async with engine.connect() as c:
        return await c.scalar(text("select count(*) from items"))


@app.task
def engine_in_task():
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(count())  # want "CL407: .* 'engine'"
    finally:
        loop.close()


async def one(url):
    async with slots:
        await asyncio.sleep(1)


async def many(urls):
    await asyncio.gather(*[one(url) for url in urls])


@app.task
def queue_up_for_a_semaphore(urls):
    asyncio.run(many(urls))  # want "CL407: .* 'slots'"


async def next_job():
    return await jobs.get()


def work():
    asyncio.run(next_job())  # want "CL407: .* 'jobs'"


def several_threads():
    for _ in range(4):
        threading.Thread(target=work).start()


async def cache():
    global _cache
    if _cache is None:
        _cache = redis.Redis()
    return _cache


async def seen(url):
    return await (await cache()).get(url)


@app.task
def made_by_the_first_run(url):
    return asyncio.run(seen(url))  # want "CL407: .* '_cache'"
