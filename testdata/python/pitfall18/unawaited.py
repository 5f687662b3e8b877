"""A forgotten await on an asynchronous client is somebody else's to report."""

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def forgotten_await(prompt):
    return client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])  # ok: does not block
