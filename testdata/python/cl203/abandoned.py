"""Daemon threads that nobody waits for or stops."""

import threading
import time
from threading import Thread

import anthropic
import requests


def poll(inbox):
    while True:
        inbox.append(requests.get("https://a.example/events", timeout=30).text)


def no_handle(inbox):
    Thread(target=poll, args=(inbox,), daemon=True).start()  # want "CL203"


def local_handle(inbox):
    thread = threading.Thread(target=poll, args=(inbox,), daemon=True)
    thread.start()  # want "CL203"


def daemon_set_later(inbox):
    thread = threading.Thread(target=poll, args=(inbox,))
    thread.daemon = True
    thread.start()  # want "CL203"


def daemon_set_by_the_old_name(inbox):
    thread = threading.Thread(target=poll, args=(inbox,))
    thread.setDaemon(True)
    thread.start()  # want "CL203"


def join_that_gives_up(url):
    """The incident: after the timeout the thread goes on, and the next attempt starts one more."""
    answer = []

    def work():
        answer.append(requests.get(url).text)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()  # want "CL203: .*join.*"
    thread.join(timeout=5)
    if thread.is_alive():
        raise TimeoutError(url)
    return answer[0]


def join_that_gives_up_in_a_retry(url):
    for attempt in range(3):
        answer = []
        thread = threading.Thread(target=lambda: answer.append(requests.get(url).text), daemon=True)
        thread.start()  # want "CL203"
        thread.join(10)
        if answer:
            return answer[0]
        time.sleep(attempt)
    raise TimeoutError(url)


class Poller:
    """Nothing here can stop the thread, and join gives up."""

    def __init__(self, inbox):
        self.inbox = inbox
        self.thread = threading.Thread(target=self.run, daemon=True)

    def start(self):
        self.thread.start()  # want "CL203"

    def run(self):
        while True:
            self.inbox.append(requests.get("https://a.example/events", timeout=30).text)

    def close(self):
        self.thread.join(timeout=2)


def event_that_nobody_sets(inbox):
    stop = threading.Event()

    def run():
        while not stop.is_set():
            inbox.append(requests.get("https://a.example/events", timeout=30).text)

    threading.Thread(target=run, daemon=True).start()  # want "CL203"


def started_for_every_item(urls, inbox):
    for url in urls:
        Thread(target=watch, args=(url, inbox), daemon=True).start()  # want "CL203"


def watch(url, inbox):
    while True:
        inbox.append(requests.get(url, timeout=30).text)
        time.sleep(1)


class Asks:
    """The incident again, with the client of a language model."""

    def __init__(self):
        self.client = anthropic.Anthropic()

    def ask(self, prompt, timeout=60):
        answer = {}

        def call():
            answer["text"] = self.client.messages.create(model="m", max_tokens=9, messages=[prompt])

        thread = threading.Thread(target=call, daemon=True)
        thread.start()  # want "CL203: .*join"
        thread.join(timeout=timeout)
        if thread.is_alive():
            print("timed out")
            return None
        return answer["text"]


def for_every_inbox(inboxes):
    """Makes those above run per item."""
    for inbox in inboxes:
        no_handle(inbox)
        local_handle(inbox)
        daemon_set_later(inbox)
        daemon_set_by_the_old_name(inbox)
        event_that_nobody_sets(inbox)
