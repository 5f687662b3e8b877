"""Network calls with and without a timeout."""

import socket
import urllib.request

import httpx
import requests
from openai import OpenAI

session = requests.Session()


def without(url):
    return requests.get(url)  # want "CL510: requests.get has no timeout"


def with_one(url):
    return requests.get(url, timeout=5)  # ok: a timeout


def none(url):
    return requests.get(url, timeout=None)  # want "CL510: requests.get"


def of_a_session(url):
    return session.post(url, json={})  # want "CL510: requests.Session.post"


def session_with_one(url):
    return session.post(url, json={}, timeout=(3, 10))  # ok: a timeout


def handed_on(url, **options):
    return requests.get(url, **options)  # ok: the caller may give one


def from_a_setting(url, settings):
    return requests.get(url, timeout=settings.timeout)  # ok: a timeout


def opened(url):
    return urllib.request.urlopen(url)  # want "CL510: urllib.request.urlopen"


def opened_with_one(url):
    return urllib.request.urlopen(url, timeout=10)  # ok: a timeout


def connected(host):
    return socket.create_connection((host, 80))  # want "CL510: socket.create_connection"


def default_of_httpx(url):
    return httpx.get(url)  # ok: 5 s


def client_without(url):
    with httpx.Client(timeout=None) as client:
        return client.get(url)  # want "CL510: httpx.Client.get"


def client_with_its_default(url):
    with httpx.Client() as client:
        return client.get(url)  # ok: 5 s


def default_of_an_sdk(text):
    client = OpenAI()
    return client.responses.create(model="m", input=text)  # ok: 600 s


class Patient(requests.Session):
    def request(self, method, url, **options):
        options.setdefault("timeout", 10)
        return super().request(method, url, **options)  # ok: comes in by options


def own_session(url):
    return Patient().get(url)  # ok: its request sets one


async def in_a_coroutine(url):
    async with httpx.AsyncClient(timeout=10) as client:
        return await client.get(url)  # ok: a timeout
