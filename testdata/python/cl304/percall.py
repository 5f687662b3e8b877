"""SDK clients that live as long as one call."""

import boto3
import chromadb
from anthropic import Anthropic, AsyncAnthropic
from fastapi import Depends, FastAPI
from google import genai
from openai import AsyncOpenAI, OpenAI

app = FastAPI()


async def per_question(question):
    client = AsyncAnthropic()  # want "CL304: anthropic.AsyncAnthropic makes an SDK client.*for one call;"
    return await client.messages.create(model="small", max_tokens=100, messages=[{"role": "user", "content": question}])


async def closed_by_its_with_block(question):
    async with AsyncOpenAI() as client:  # want "CL304: openai.AsyncOpenAI"
        return await client.responses.create(model="small", input=question)


def one_per_item(questions):
    return [OpenAI().responses.create(model="small", input=q) for q in questions]  # want "CL304: openai.OpenAI"


@app.post("/upload")
def handler(name: str, body: bytes):
    s3 = boto3.client("s3")  # want "CL304: boto3.client"
    s3.put_object(Bucket="b", Key=name, Body=body)


class Assistant:
    def __init__(self, key):
        self.key = key

    def get_client(self):
        return AsyncOpenAI(api_key=self.key)  # want "CL304: openai.AsyncOpenAI"

    async def answer(self, question):
        return await self.get_client().responses.create(model="small", input=question)

    async def summary(self, text):
        client = self.get_client()
        return await client.responses.create(model="small", input=text)

    @property
    def images(self):
        return genai.Client(api_key=self.key)  # ok: a note, one plain method uses it

    def draw(self, prompt):
        return self.images.models.generate_content(model="small", contents=prompt)

    def embed(self, text):
        store = chromadb.HttpClient(host="localhost")  # ok: a note, nobody says how often a plain method runs
        return store.get_collection(text)


def model():
    return Anthropic()  # want "CL304: anthropic.Anthropic"


@app.get("/answer")
def handler_with_a_dependency(question: str, client=Depends(model)):
    return client.messages.create(model="small", max_tokens=100, messages=[{"role": "user", "content": question}])


class Branches:
    def __init__(self, key):
        self.key = key

    def get_client(self):
        return AsyncOpenAI(api_key=self.key)  # want "CL304: openai.AsyncOpenAI"

    async def _plain(self, question):
        return await self.get_client().responses.create(model="small", input=question)

    async def _long(self, question):
        return await self.get_client().responses.create(model="large", input=question)

    async def ask(self, question, long=False):
        if long:
            return await self._long(question)
        return await self._plain(question)


async def user(question):
    return await Branches("key").ask(question)
