"""A client that a constructor keeps beside a default of its own goes to the new object."""

import httpx
import pymongo


class Given:
    def __init__(self, spec, client: httpx.AsyncClient | None = None):
        if client is None:
            client = self._default(spec)
        self._client = client

    def _default(self, spec):
        return httpx.AsyncClient(base_url=spec)


class GivenOr:
    def __init__(self, spec, client: httpx.AsyncClient | None = None):
        self._client = client or httpx.AsyncClient(base_url=spec)


class Chosen:
    def __init__(self, spec, client: httpx.AsyncClient | None = None):
        self._client = client if client else httpx.AsyncClient(base_url=spec)


class Asked:
    def __init__(self, spec, client: httpx.AsyncClient | None = None):
        self.name = client.base_url if client else spec


def given(spec):
    client = httpx.AsyncClient(timeout=5)  # ok: the new object has it
    return Given(spec, client=client)


def given_or(spec):
    client = httpx.AsyncClient(timeout=5)  # ok: the new object has it
    return GivenOr(spec, client=client)


def chosen(spec):
    client = httpx.AsyncClient(timeout=5)  # ok: the new object has it
    return Chosen(spec, client=client)


def asked(spec):
    client = httpx.AsyncClient(timeout=5)  # want "CL601: httpx.AsyncClient"
    return Asked(spec, client=client)


class Store:
    def __init__(self, collection):
        self._collection = collection

    @classmethod
    def connect(cls, url, namespace):
        client = pymongo.MongoClient(url)  # ok: its collection keeps it, and the new object the collection
        database, name = namespace.split(".")
        collection = client[database][name]
        return cls(collection)


def counted(url, namespace):
    client = pymongo.MongoClient(url)  # want "CL601: pymongo.MongoClient"
    database, name = namespace.split(".")
    collection = client[database][name]
    return collection.count_documents({})
