"""Network calls without a timeout in what a thread runs."""

import asyncio
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.pool import ThreadPool
from threading import Thread

import requests
from anthropic import Anthropic
from openai import OpenAI

POOL = ThreadPoolExecutor(max_workers=4)


def load(url):
    return requests.get(url).text  # want "CL509: requests.get.*;"


def target_by_name(url):
    thread = Thread(target=load, args=(url,))
    thread.start()
    thread.join()


def submitted(url):
    return POOL.submit(load, url).result()  # ok: the finding stands in load


def nested_target(url):
    pages = []

    def work():
        pages.append(requests.get(url).text)  # want "CL509: requests.get"

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return pages[0]


def lambda_target(url):
    thread = Thread(target=lambda: requests.post(url, json={}))  # want "CL509: requests.post"
    thread.start()
    thread.join()


async def to_thread_by_reference(url):
    return await asyncio.to_thread(requests.get, url)  # want "CL509: requests.get"


async def executor_by_reference(url):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, requests.get, url)  # want "CL509: requests.get"


async def executor_with_partial(url):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(POOL, partial(requests.get, url))  # want "CL509: requests.get"


def mapped(urls):
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(head, urls))


def head(url):
    return requests.head(url)  # want "CL509: requests.head"


def mapped_by_a_pool(urls):
    with ThreadPool(8) as pool:
        return pool.map(download, urls)


def download(url):
    return urllib.request.urlopen(url).read()  # want "CL509: .*urlopen"


def timeout_of_none(url):
    Thread(target=wait_for_ever, args=(url,)).start()


def wait_for_ever(url):
    return requests.get(url, timeout=None)  # want "CL509: requests.get"


def session_without_a_timeout(url):
    http = requests.Session()

    def work():
        return http.get(url)  # want "CL509: .*Session.get"

    return POOL.submit(work).result()


def client_in_a_closure(prompt):
    """The incident: 600 s and two retries are no timeout that helps."""
    client = Anthropic()
    answers = []

    def ask():
        answers.append(client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}]))  # want "CL509: .*messages.create"

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout=20)
    return answers[0] if answers else None


def make_client():
    return OpenAI()


def client_of_a_factory(prompt):
    client = make_client()

    def ask():
        return client.chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])  # want "CL509: .*chat.completions.create"

    return POOL.submit(ask).result(timeout=20)


class Assistant:
    def __init__(self):
        self.client = Anthropic()

    def ask(self, prompt):
        return self.client.messages.create(model="m", max_tokens=10, messages=[{"role": "user", "content": prompt}])  # want "CL509: .*messages.create"

    def ask_in_a_thread(self, prompt):
        return POOL.submit(self.ask, prompt).result(timeout=20)


def helper(url):
    return fetch(url)  # want "CL509: .*fetch"


def fetch(url):
    return requests.get(url).json()


def through_a_helper(url):
    Thread(target=helper, args=(url,)).start()
