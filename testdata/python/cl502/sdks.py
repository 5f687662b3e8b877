"""Calls of synchronous SDKs in a coroutine."""

import asyncio

import anthropic
import boto3
import litellm
import openai
from anthropic import Anthropic, AsyncAnthropic
from google import genai
from openai import AsyncOpenAI, OpenAI

messages = [{"role": "user", "content": "hello"}]
claude = Anthropic()
s3 = boto3.client("s3")
gemini = genai.Client()


async def module_client():
    return claude.messages.create(model="m", max_tokens=10, messages=messages)  # want "CL502: .*messages.create.*;"


async def local_client():
    client = OpenAI()
    return client.chat.completions.create(model="m", messages=messages)  # want "CL502: .*chat.completions.create"


async def azure():
    client = openai.AzureOpenAI()
    return client.responses.create(model="m", input="hello")  # want "CL502: .*responses.create"


async def with_options():
    return claude.with_options(max_retries=0).messages.create(model="m", max_tokens=10, messages=messages)  # want "CL502"


async def annotated(client: anthropic.Anthropic):
    return client.messages.create(model="m", max_tokens=10, messages=messages)  # want "CL502"


async def bucket(name):
    return s3.list_objects_v2(Bucket=name)  # want "CL502"


async def function_of_the_library():
    return litellm.completion(model="m", messages=messages)  # want "CL502: litellm.completion"


async def gemini_client():
    return gemini.models.generate_content(model="m", contents="hello")  # want "CL502"


def ask():
    return claude.messages.create(model="m", max_tokens=10, messages=messages)  # ok: no coroutine


async def through_a_function():
    return ask()  # want "CL502: .*ask"


# --- harmless ---


async def asynchronous_client():
    client = AsyncAnthropic()
    return await client.messages.create(model="m", max_tokens=10, messages=messages)  # ok: awaited


async def gathered():
    client = AsyncOpenAI()
    one = client.chat.completions.create(model="m", messages=messages)
    two = client.chat.completions.create(model="m", messages=messages)
    return await asyncio.gather(one, two)  # ok: awaited


async def in_a_thread():
    return await asyncio.to_thread(ask)  # ok: runs in a thread


async def asynchronous_side():
    return await gemini.aio.models.generate_content(model="m", contents="hello")  # ok: awaited


async def asynchronous_function():
    return await litellm.acompletion(model="m", messages=messages)  # ok: awaited


async def no_request(name):
    return s3.generate_presigned_url("get_object", Params={"Bucket": name, "Key": "k"})  # ok: computed here


async def unknown(client):
    return client.messages.create(model="m", max_tokens=10, messages=messages)  # ok: what client is cannot be told
