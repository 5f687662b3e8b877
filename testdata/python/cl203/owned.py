"""Daemon threads that have an owner, and threads that are no daemons."""

import atexit
import contextlib
import multiprocessing
import queue
import socket
import threading
import time
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
    Thread(target=counter.bump, daemon=True).start()  # ok: nothing says that it lasts


def reads_to_the_end(stream, lines):
    def drain():
        while True:
            line = stream.readline()
            if not line:
                break
            lines.append(line)
            time.sleep(0.01)

    thread = Thread(target=drain, daemon=True)
    thread.start()  # ok: ends with the stream
    thread.join(timeout=1)


def work_of_one_step(inbox):
    Thread(target=fill_once, args=(inbox,), daemon=True).start()  # ok: it ends soon


def fill_once(inbox):
    inbox.append(requests.get("https://a.example/events", timeout=30).text)


def join_on_work_with_a_timeout(inbox):
    thread = Thread(target=fill_once, args=(inbox,), daemon=True)
    thread.start()  # ok: its own timeout ends it
    thread.join(timeout=60)


def join_on_work_that_nobody_knows(inbox):
    thread = Thread(target=lambda: inbox.refresh(), daemon=True)
    thread.start()  # ok: nothing says that it stands still
    thread.join(timeout=60)


ADDRESSES = threading.BoundedSemaphore(4)


def few_can_be_left(host, found):
    def look():
        try:
            found.append(requests.get(host).text)
        finally:
            ADDRESSES.release()

    if not ADDRESSES.acquire(timeout=5):
        raise TimeoutError(host)
    thread = Thread(target=look, daemon=True)
    thread.start()  # ok: a permit limits how many are left behind
    thread.join(timeout=5)


def looks_a_name_up(host, found):
    thread = Thread(target=lambda: found.append(socket.getaddrinfo(host, None)), daemon=True)
    thread.start()  # ok: the resolver gives up by itself
    thread.join(timeout=5)

class ConfigLoader:
    """Fetches once; close does not wait for ever."""

    def __init__(self):
        self.thread = Thread(target=self.fetch, daemon=True)
        self.thread.start()  # ok: it ends by itself

    def fetch(self):
        self.config = requests.get("https://a.example/config").json()

    def close(self):
        self.thread.join(timeout=1)


class WriterWithAnEnd:
    """The loop is left when everything is written."""

    def __init__(self, out):
        self.out = out
        self.lines = []
        self.done = False
        self.thread = Thread(target=self.write, daemon=True)
        self.thread.start()  # ok: the loop has a way out

    def write(self):
        while True:
            time.sleep(0.1)
            if self.done and not self.lines:
                return
            self.out.write(self.lines.pop())

    def close(self):
        self.done = True
        self.thread.join(timeout=5)


class RefusesTheRest:
    """The loop has a way out; what it calls may raise for ever."""

    def __init__(self, words):
        self.words = words
        self.thread = Thread(target=self.run, daemon=True)
        self.thread.start()  # ok: the helper does not return, the loop does

    def run(self):
        while True:
            if not self.words:
                return
            try:
                refuse(self.words.pop())
            except ValueError:
                continue

    def close(self):
        self.thread.join(timeout=5)


def refuse(word):
    time.sleep(0.1)
    raise ValueError(word)

class Server:
    def serve(self):
        while True:
            time.sleep(1)

    def wait_until_up(self):
        time.sleep(0.1)

    def terminate(self):
        raise SystemExit


@contextlib.contextmanager
def server_for_tests():
    server = Server()
    thread = Thread(target=server.serve, daemon=True)
    thread.start()  # ok: the server is used and handed on, its owner may end it
    server.wait_until_up()
    try:
        yield server
    finally:
        thread.join(10)


def waits_for_the_thread_in_another_way(loop, url):
    future = loop.create_future()

    def fetch():
        page = requests.get(url)
        loop.call_soon_threadsafe(future.set_result, page)

    Thread(target=fetch, daemon=True).start()  # ok: it ends, and somebody waits for the future
    return future


def a_process(urls):
    for url in urls:
        process = multiprocessing.Process(target=watch, args=([url],), daemon=True)
        process.start()  # ok: a process can be killed, and dies with its parent
        process.join(timeout=5)

class Poller:
    """One object, for as long as the program runs: a note at most."""

    def __init__(self, inbox):
        self.inbox = inbox
        Thread(target=self.run, daemon=True).start()  # ok: may be meant

    def run(self):
        while True:
            self.inbox.append(requests.get("https://a.example/events", timeout=30).text)

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
