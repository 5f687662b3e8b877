"""SDK clients that are made once, kept by key, copied, or set apart by the caller."""

from functools import cache

import boto3
from anthropic import AsyncAnthropic
from fastapi import FastAPI
from openai import AsyncOpenAI
from qdrant_client import QdrantClient

app = FastAPI()
model = AsyncAnthropic()  # ok: once, with the module


async def module_client(question):
    return await model.messages.create(model="small", max_tokens=100, messages=[{"role": "user", "content": question}])


async def copy_with_options(question):
    quick = model.with_options(timeout=5)  # ok: shares the connections
    return await quick.messages.create(model="small", max_tokens=100, messages=[{"role": "user", "content": question}])


@cache
def bucket():
    return boto3.client("s3")  # ok: kept by the cache


@app.post("/upload")
def upload(name: str, body: bytes):
    bucket().put_object(Bucket="b", Key=name, Body=body)


class Assistant:
    def __init__(self, key):
        self.client = AsyncOpenAI(api_key=key)  # ok: kept by the object
        rights = boto3.client("sts")  # ok: once for each object, whoever makes one
        self.account = rights.get_caller_identity()["Account"]

    async def answer(self, question):
        return await self.client.responses.create(model="small", input=question)


class Lazy:
    def get_client(self):
        if not hasattr(self, "_client"):
            self._client = AsyncOpenAI()  # ok: kept by the object
        return self._client

    async def answer(self, question):
        return await self.get_client().responses.create(model="small", input=question)


CLIENTS = {}


def by_tenant(tenant, key):
    if tenant not in CLIENTS:
        CLIENTS[tenant] = AsyncOpenAI(api_key=key)  # ok: kept by tenant
    return CLIENTS[tenant]


async def answer_for(tenant, key, question):
    return await by_tenant(tenant, key).responses.create(model="small", input=question)


async def key_of_the_caller(key, question):
    client = AsyncOpenAI(api_key=key)  # ok: a note, the key is the caller's
    return await client.responses.create(model="small", input=question)


async def one_per_tenant(tenants, question):
    for tenant in tenants:
        client = AsyncOpenAI(api_key=tenant.key)  # ok: a note, each has a key of its own
        await client.responses.create(model="small", input=question)


def store_in_memory(text):
    store = QdrantClient(":memory:")  # ok: in this process
    return store.count(text)


def pages_of_a_listing(prefix):
    s3 = boto3.client("s3")  # ok: a note, one client for many requests
    token = ""
    while True:
        page = s3.list_objects_v2(Bucket="b", Prefix=prefix, ContinuationToken=token)
        token = page.get("NextContinuationToken")
        if not token:
            return


class Kept:
    """A factory that looks into a store first, and puts there what it makes."""

    def __init__(self, store):
        self.store = store
        self.own = None

    def look_up(self, key, kind):
        return self.store.get((key, kind))

    def remember(self, key, made):
        self.store.put(key, made)

    def by_store(self, key):
        known = self.look_up(key, "chat")
        if known:
            return known
        made = AsyncOpenAI()  # ok: kept in the store
        self.remember(key, made)
        return made

    def or_its_own(self):
        if self.own:
            return self.own
        return AsyncOpenAI()  # ok: a note, the object can be given one

    async def ask(self, question):
        return await self.by_store("a").responses.create(model="small", input=question)

    async def tell(self, question):
        return await self.by_store("b").responses.create(model="small", input=question)

    async def ask_its_own(self, question):
        return await self.or_its_own().responses.create(model="small", input=question)

    async def tell_its_own(self, question):
        return await self.or_its_own().responses.create(model="small", input=question)


RIGHTS = boto3.client("sts")


def keys_for(role):
    return RIGHTS.assume_role(RoleArn=role, RoleSessionName="shop")["Credentials"]


@app.post("/roles/{role}")
def keys_of_a_role(role: str, body: bytes):
    keys = keys_for(role)
    s3 = boto3.client("s3", aws_access_key_id=keys["id"], aws_session_token=keys["token"])  # ok: a note, the role is the caller's
    s3.put_object(Bucket="b", Key=role, Body=body)


BY_REGION = {}


def store_of(region):
    made = boto3.client("s3")
    BY_REGION[region] = made
    return made


@app.get("/regions/{region}")
def looked_up_by_the_caller(region: str):
    if region in BY_REGION:
        return BY_REGION[region].list_buckets()
    return store_of(region).list_buckets()  # ok: the helper keeps it
