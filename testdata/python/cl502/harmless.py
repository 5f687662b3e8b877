"""Look-alikes of synchronous SDK calls in coroutines."""

import asyncio

import anthropic
import openai


async def asynchronous_twin(prompt):
    client = openai.AsyncOpenAI()
    return await client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])  # ok: awaited


async def method_in_a_thread(client: anthropic.Anthropic, prompt):
    return await asyncio.to_thread(client.messages.create, model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # ok: runs in a thread


async def made_and_handed_on(ask):
    return await ask(anthropic.Anthropic())  # ok: making it does not block
