"""Types that take some reasoning: callables as values, factories, unions, collections, callers, abstract classes."""

import abc
import asyncio
import functools
from dataclasses import dataclass, field
from typing import Annotated, Any, Callable, Optional, Protocol, Union

import httpx
import requests
from fastapi import Depends


def make_call(base):
    def call(path):
        return requests.get(base + path, timeout=5)

    return call


class Service:
    def __init__(self):
        self.llm = make_call("http://example.com")
        self.post = functools.partial(requests.post, timeout=5)
        self.peek = lambda url: requests.head(url, timeout=5)
        self.a_call = httpx.AsyncClient().get

    async def closure_in_a_field(self, x):
        return self.llm(x)  # want "CL501: requests.get blocks .*make_call"

    async def partial_in_a_field(self, x):
        return self.post(x)  # want "CL501: requests.post"

    async def lambda_in_a_field(self, x):
        return self.peek(x)  # want "CL501: requests.head"

    async def asynchronous_in_a_field(self, x):
        return await self.a_call(x)  # ok: awaited

    async def closure_in_a_thread(self, x):
        return await asyncio.to_thread(self.llm, x)  # ok: runs in a thread


class Plain:
    def __init__(self, url):
        self.url = url

    @classmethod
    def create(cls, url):
        return cls(url)

    def fetch(self):
        return requests.get(self.url, timeout=5)

    @staticmethod
    def ping(url):
        return requests.head(url, timeout=5)


class Cached(Plain):
    pass


class Slow:
    def fetch(self):
        return httpx.get("http://example.com")


class Quiet:
    def fetch(self):
        return 1


def choose(kind):
    if kind == "plain":
        return Plain
    return Slow


async def class_out_of_a_factory(kind):
    retriever = choose(kind)
    found = retriever("http://example.com")
    return found.fetch()  # want "CL501: .*fetch"


async def classmethod_constructor(url):
    return Cached.create(url).fetch()  # want "CL501: requests.get"


async def static_method(url):
    return Plain.ping(url)  # want "CL501: requests.head"


async def one_of_two(fast, url):
    client = Plain(url) if fast else Slow()
    return client.fetch()  # want "CL501: .*fetch"


async def quiet_one():
    return Quiet().fetch()  # ok: does not block


REGISTRY = {"plain": Plain, "slow": Slow}
ALL = [Plain("a"), Slow()]


async def out_of_a_registry(kind):
    return REGISTRY[kind]("x").fetch()  # want "CL501: .*fetch"


async def element_of_a_list():
    for client in ALL:
        client.fetch()  # want "CL501: .*fetch"


async def reference_of_an_element():
    for client in ALL:
        await asyncio.to_thread(client.fetch)  # ok: runs in a thread


async def typed_list(clients: list[Plain], named: "dict[str, Slow]"):
    clients[0].fetch()  # want "CL501: requests.get"
    for _, client in enumerate(clients):
        client.fetch()  # want "CL501: requests.get"


async def typed_dict(named: dict[str, Slow]):
    for name, client in named.items():
        client.fetch()  # want "CL501: httpx.get"


async def optional_annotation(client: Optional[requests.Session] = None):
    return client.get("http://example.com", timeout=5)  # want "CL501: requests.Session.get"


async def union_annotation(client: Union[requests.Session, httpx.Client]):
    return client.get("http://example.com", timeout=5)  # want "CL501: .*get"


async def union_in_quotes(client: "requests.Session | None"):
    return client.get("http://example.com", timeout=5)  # want "CL501: requests.Session.get"


async def awaited_union(client: Union[httpx.Client, httpx.AsyncClient]):
    return await client.get("http://example.com")  # ok: awaited, so it is the asynchronous one


def get_session():
    session = requests.Session()
    try:
        yield session
    finally:
        session.close()


SessionDep = Annotated[requests.Session, Depends(get_session)]


async def depends(url, session=Depends(get_session)):
    return session.get(url, timeout=5)  # want "CL501: requests.Session.get"


async def depends_by_alias(url, session: SessionDep):
    return session.get(url, timeout=5)  # want "CL501: requests.Session.get"


async def depends_without_a_type(url, session: Annotated[Any, Depends(get_session)]):
    return session.get(url, timeout=5)  # want "CL501: requests.Session.get"


@dataclass
class Holder:
    session: requests.Session = field(default_factory=requests.Session)
    other: Any = None


async def field_of_a_dataclass(holder: Holder, url):
    return holder.session.get(url, timeout=5)  # want "CL501: requests.Session.get"


class Worker:
    def __init__(self, session):
        self.session = session

    async def handed_by_its_callers(self, url):
        return self.session.get(url, timeout=5)  # want "CL501: requests.Session.get"


class AsyncWorker:
    def __init__(self, session):
        self.session = session

    async def handed_an_asynchronous_one(self, url):
        return await self.session.get(url)  # ok: awaited


worker = Worker(requests.Session())
async_worker = AsyncWorker(httpx.AsyncClient())


class Backend(abc.ABC):
    @abc.abstractmethod
    def load(self, url): ...

    async def only_implementation(self, url):
        return self.load(url)  # want "CL501: requests.get .*HTTPBackend.load"


class HTTPBackend(Backend):
    def load(self, url):
        return requests.get(url, timeout=5)


class Loader(Protocol):
    def load_all(self, url): ...


class HTTPLoader:
    def load_all(self, url):
        return requests.get(url, timeout=5)


async def protocol_with_one_implementation(loader: Loader, url):
    return loader.load_all(url)  # want "CL501: requests.get .*HTTPLoader.load_all"


class AsyncBackend(abc.ABC):
    @abc.abstractmethod
    async def load(self, url):
        raise NotImplementedError

    async def implementation_is_a_coroutine(self, url):
        return await self.load(url)  # ok: awaited


class AsyncHTTPBackend(AsyncBackend):
    async def load(self, url):
        return await httpx.AsyncClient().get(url)


def pair():
    return requests.Session(), 3


async def part_of_a_tuple(url):
    session, tries = pair()
    return session.get(url, timeout=tries)  # want "CL501: requests.Session.get"


async def called_from_outside(fetch: Callable[[str], str], url):
    return fetch(url)  # ok: nobody knows what it does


async def two_callables(quick, url):
    fetch = requests.get if quick else requests.head
    return fetch(url, timeout=5)  # want "CL501: requests"
