"""Daemon threads that have an owner, and threads that are no daemons."""

import atexit
import queue
import threading
from threading import Event, Thread

import requests


class StopEvent:
    def __init__(self, inbox):
        self.inbox = inbox
        self.stop = Event()
        self.thread = Thread(target=self.run, daemon=True)
        self.thread.start()  # ok: close sets the event that run looks at

    def run(self):
        while not self.stop.wait(1):
            self.inbox.append(requests.get("https://a.example/events", timeout=30).text)

    def close(self):
        self.stop.set()
        self.thread.join(timeout=5)


class StopThroughTheQueue:
    def __init__(self):
        self.jobs = queue.Queue()
        self.thread = Thread(target=self.run, daemon=True)

    def start(self):
        self.thread.start()  # ok: close puts the end into the queue

    def run(self):
        while True:
            job = self.jobs.get()
            if job is None:
                return
            requests.post("https://a.example/jobs", json=job, timeout=5)

    def close(self):
        self.jobs.put(None)


class StopFlag:
    def __init__(self, inbox):
        self.inbox = inbox
        self.running = False
        self.thread = None

    def start(self):
        self.running = True
        self.thread = Thread(target=self.run, daemon=True)
        self.thread.start()  # ok: close clears the flag and waits

    def run(self):
        while self.running:
            self.inbox.append(requests.get("https://a.example/events", timeout=30).text)

    def close(self):
        self.running = False
        self.thread.join()


class Worker(threading.Thread):
    """A thread by inheritance."""

    def __init__(self, inbox):
        super().__init__(daemon=True)
        self.inbox = inbox
        self.stop = threading.Event()

    def run(self):
        while not self.stop.is_set():
            self.inbox.append(requests.get("https://a.example/events", timeout=30).text)


def owner_of_a_worker(inbox):
    worker = Worker(inbox)
    worker.start()  # ok: the caller has it
    return worker


def joined(url):
    pages = []
    thread = Thread(target=lambda: pages.append(requests.get(url, timeout=5).text), daemon=True)
    thread.start()  # ok: waited for to its end
    thread.join()
    return pages[0]


def handed_to_the_caller(inbox):
    thread = Thread(target=inbox.fill, daemon=True)
    thread.start()  # ok: the caller has it
    return thread


def event_of_the_caller(inbox, stop: threading.Event):
    def run():
        while not stop.is_set():
            inbox.append(requests.get("https://a.example/events", timeout=30).text)

    Thread(target=run, daemon=True).start()  # ok: the caller sets the event


def event_set_at_exit(inbox):
    stop = threading.Event()

    def run():
        while not stop.is_set():
            inbox.append(requests.get("https://a.example/events", timeout=30).text)

    atexit.register(stop.set)
    Thread(target=run, daemon=True).start()  # ok: told at exit


def not_a_daemon(inbox):
    thread = Thread(target=inbox.fill)
    thread.start()  # ok: no daemon; CL204 asks who joins it


def short_work(counter):
    Thread(target=counter.bump, daemon=True).start()  # ok: what it does is not known


def main():
    inbox = []
    Thread(target=watch, args=(inbox,), daemon=True).start()  # ok: once, in main: the process is its owner
    for line in inbox:
        print(line)


def watch(inbox):
    while True:
        inbox.append(requests.get("https://a.example/events", timeout=30).text)


if __name__ == "__main__":
    main()
