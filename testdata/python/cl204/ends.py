"""Threads that end, or that somebody can end."""

import queue
import threading
import time
from contextlib import contextmanager
from threading import Thread, Timer

import requests


def short_work(inbox):
    Thread(target=fetch, args=(inbox,)).start()  # ok: it ends by itself


def fetch(inbox):
    inbox.append(requests.get("https://a.example/events", timeout=30).text)


def joined_later(urls):
    threads = []
    for _ in range(4):
        thread = Thread(target=fetch, args=(urls,))
        thread.start()  # ok: waited for below
        threads.append(thread)
    for thread in threads:
        thread.join()


class StopEvent:
    def __init__(self, inbox):
        self.inbox = inbox
        self.stop = threading.Event()
        self.thread = Thread(target=self.run)
        self.thread.start()  # ok: close sets the event

    def run(self):
        while not self.stop.wait(1):
            fetch(self.inbox)

    def close(self):
        self.stop.set()
        self.thread.join()


class StopFlag:
    def __init__(self, inbox):
        self.inbox = inbox
        self.running = True
        self.thread = Thread(target=self.run)
        self.thread.start()  # ok: the loop looks at a flag

    def run(self):
        while self.running:
            fetch(self.inbox)
            time.sleep(1)

    def close(self):
        self.running = False


class FlagInside:
    def __init__(self, inbox):
        self.inbox = inbox
        self.closed = False
        Thread(target=self.run).start()  # ok: the loop has a way out

    def run(self):
        while True:
            time.sleep(1)
            if self.closed:
                break
            fetch(self.inbox)

    def close(self):
        self.closed = True


class Worker:
    def __init__(self):
        self.jobs = queue.Queue()
        self.thread = Thread(target=self.run)
        self.thread.start()  # ok: close puts the end into the queue

    def run(self):
        while True:
            job = self.jobs.get()
            if job is None:
                return
            job()

    def close(self):
        self.jobs.put(None)
        self.thread.join()


@contextmanager
def polling(inbox):
    stop = threading.Event()
    thread = Thread(target=until, args=([stop, inbox]))
    try:
        thread.start()  # ok: the with block ends it
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def polling_without_waiting(inbox):
    stop = threading.Event()
    Thread(target=until, args=(stop, inbox)).start()  # ok: the with block tells it to end
    yield inbox
    stop.set()


def until(stop: threading.Event, inbox):
    while not stop.is_set():
        fetch(inbox)
        stop.wait(60)


def poll_for_a_job(inbox, job):
    with polling(inbox), polling_without_waiting(inbox):
        job()


def later(inbox):
    timer = Timer(30, fetch, args=(inbox,))
    timer.start()  # ok: it runs once
    return timer


def a_daemon(inbox):
    Thread(target=poll, args=(inbox,), daemon=True).start()  # ok: no thread of this rule; CL203 asks who stops it


def poll(inbox):
    while True:
        fetch(inbox)
        time.sleep(5)


def unknown_work(plugin):
    Thread(target=plugin.run).start()  # ok: what it does is not known


def main():
    inbox = []
    Thread(target=poll, args=(inbox,)).start()  # ok: the thread is the program
    while True:
        time.sleep(1)
        print(len(inbox))


if __name__ == "__main__":
    main()
