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
