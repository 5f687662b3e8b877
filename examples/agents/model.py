"""Waiting: for a model, for a server, in the loop, in a thread, and between two attempts."""

import asyncio
import random
import threading

import anthropic
import requests
from anthropic import Anthropic, AsyncAnthropic

MODEL = "claude"
model = AsyncAnthropic(timeout=30)


async def headline(url: str) -> str:
    return requests.get(url, timeout=5).text.split("\n")[0]  # CL501: the whole service stands still for up to 5 s


async def headline_in_a_thread(url: str) -> str:
    response = await asyncio.to_thread(requests.get, url, timeout=5)  # silent: runs in a thread, with a timeout
    return response.text.split("\n")[0]


def answer_or_give_up(question: str) -> str | None:
    client = Anthropic()  # CL304: a client, and its connections, for one question
    answers: list[str] = []

    def ask() -> None:
        messages = [{"role": "user", "content": question}]
        reply = client.messages.create(model=MODEL, max_tokens=100, messages=messages)  # CL509: 600 s, and two retries
        answers.append(reply.content[0].text)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()  # CL203: left running when the join gives up
    thread.join(timeout=20)
    return answers[0] if answers else None


async def answer(question: str) -> str | None:
    messages = [{"role": "user", "content": question}]
    try:
        async with asyncio.timeout(20):  # silent: a task can be cancelled, a thread cannot
            reply = await model.messages.create(model=MODEL, max_tokens=100, messages=messages)
    except TimeoutError:
        return None
    return reply.content[0].text


async def answer_again(question: str) -> str:
    loop = asyncio.get_event_loop()  # CL402: a coroutine has a running loop
    started = loop.time()
    messages = [{"role": "user", "content": question}]
    for attempt in range(5):
        try:
            reply = await model.messages.create(model=MODEL, max_tokens=100, messages=messages)
            return reply.content[0].text
        except anthropic.RateLimitError:
            await asyncio.sleep(2**attempt)  # CL701: all callers come back in the same moment
    raise TimeoutError(f"no answer after {loop.time() - started:.0f} s")


async def answer_again_with_jitter(question: str) -> str:
    messages = [{"role": "user", "content": question}]
    for attempt in range(5):
        try:
            reply = await model.messages.create(model=MODEL, max_tokens=100, messages=messages)
            return reply.content[0].text
        except anthropic.RateLimitError:
            await asyncio.sleep(random.uniform(0.5, 1.5) * 2**attempt)  # silent: each caller waits another time
    raise TimeoutError("no answer")
