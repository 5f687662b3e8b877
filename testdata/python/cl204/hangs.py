"""Threads that are no daemons and never end."""

import threading
import time
from contextlib import contextmanager
from threading import Thread

import requests


def poll(inbox):
    while True:
        inbox.append(requests.get("https://a.example/events", timeout=30).text)
        time.sleep(5)


def no_handle(inbox):
    Thread(target=poll, args=(inbox,)).start()  # want "CL204: .*process cannot end"


def local_handle(inbox):
    thread = threading.Thread(target=poll, args=(inbox,))
    thread.start()  # want "CL204"


class Poller:
    """The handle is kept, but nothing ends the loop."""

    def __init__(self, inbox):
        self.inbox = inbox
        self.thread = Thread(target=self.run)

    def start(self):
        self.thread.start()  # want "CL204"

    def run(self):
        while True:
            self.inbox.append(requests.get("https://a.example/events", timeout=30).text)


def join_that_gives_up(url):
    answer = []
    thread = Thread(target=lambda: answer.append(requests.get(url).text))
    thread.start()  # want "CL204: .*join times out"
    thread.join(timeout=5)
    return answer[0] if answer else None


def event_that_nobody_sets(inbox):
    stop = threading.Event()

    def run():
        while not stop.is_set():
            inbox.append(requests.get("https://a.example/events", timeout=30).text)

    Thread(target=run).start()  # want "CL204"


@contextmanager
def event_that_no_with_block_sets(inbox):
    stop = threading.Event()
    thread = Thread(target=until, args=(stop, inbox))
    thread.start()  # want "CL204"
    yield inbox
    print("done")


def until(stop: threading.Event, inbox):
    while not stop.is_set():
        inbox.append(requests.get("https://a.example/events", timeout=30).text)


def poll_for_a_job(inbox, job):
    with event_that_no_with_block_sets(inbox):
        job()
