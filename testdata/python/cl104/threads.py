"""Threads and greenlets started in a loop."""

import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process
from queue import Queue
from threading import Thread

import gevent
import requests


def fetch(url):
    return requests.get(url, timeout=5)


def one_per_item(urls):
    threads = []
    for url in urls:
        thread = Thread(target=fetch, args=(url,))
        thread.start()  # want "CL104: threading.Thread.start.*urls.*;"
        threads.append(thread)
    for thread in threads:
        thread.join()


def in_two_loops(urls):
    threads = [threading.Thread(target=fetch, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()  # want "CL104"
    for thread in threads:
        thread.join()


def processes(paths):
    crew = []
    for path in paths:
        process = Process(target=fetch, args=(path,))
        process.start()  # want "CL104: .*paths"
        crew.append(process)
    for process in crew:
        process.join()


def greenlets(urls):
    gevent.joinall([gevent.spawn(fetch, url) for url in urls])  # want "CL104: gevent.spawn.*urls"


# --- harmless ---


def executor(urls):
    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(fetch, urls))  # ok: eight


def submitted(urls):
    with ThreadPoolExecutor(max_workers=8) as pool:
        return [future.result() for future in [pool.submit(fetch, url) for url in urls]]  # ok: eight


def fixed_number(queue):
    threads = [Thread(target=drain, args=(queue,)) for _ in range(4)]
    for thread in threads:
        thread.start()  # ok: four
    for thread in threads:
        thread.join()


def drain(queue: Queue):
    while True:
        fetch(queue.get())


def workers(queue: Queue, count: int):
    for _ in range(count):
        Thread(target=drain, args=(queue,)).start()  # ok: workers draw from the queue


def permit_before_each_start(urls):
    sem = threading.Semaphore(8)

    def one(url):
        try:
            fetch(url)
        finally:
            sem.release()

    for url in urls:
        sem.acquire()
        Thread(target=one, args=(url,)).start()  # ok: sem, taken before each start


def joined_in_the_loop(urls):
    for url in urls:
        thread = Thread(target=fetch, args=(url,))
        thread.start()  # ok: waited for before the next one
        thread.join()


def one(url):
    thread = Thread(target=fetch, args=(url,))
    thread.start()  # ok: one
    thread.join()


class Bus:
    """Starts its thread with the first message."""

    def __init__(self):
        self._started = False
        self._lock = threading.Lock()
        self._thread = None

    def _ensure_started(self):
        if self._started:
            return
        with self._lock:
            if self._started:
                return
            self._thread = threading.Thread(target=self._loop, daemon=True)
            self._thread.start()  # ok: once, the flag says
            self._started = True

    def _loop(self):
        while True:
            fetch("http://queue.example")

    def send(self, message):
        self._ensure_started()
        return message

    def send_all(self, messages):
        for message in messages:
            self.send(message)  # ok: starts no more

    def restart_each(self, urls):
        for url in urls:
            worker = threading.Thread(target=fetch, args=(url,))
            worker.start()  # want "CL104"


BUS = Bus()


def announce(messages):
    for message in messages:
        BUS.send(message)  # ok: one bus, one thread


class Lazy:
    def __init__(self, url):
        self.url = url
        self._thread = None

    def start(self):
        if self._thread is None:
            self._thread = threading.Thread(target=fetch, args=(self.url,))
            self._thread.start()  # ok: once for each object


def one_object(urls):
    lazy = Lazy("http://queue.example")
    for _ in urls:
        lazy.start()  # ok: one object, one thread


def an_object_each(urls):
    for url in urls:
        lazy = Lazy(url)
        lazy.start()  # todo want "CL104"


_running = False


def ensure_running():
    global _running
    if not _running:
        _running = True
        threading.Thread(target=fetch, args=("http://queue.example",), daemon=True).start()  # ok: once


def each_ensures(urls):
    for _ in urls:
        ensure_running()  # ok: once
