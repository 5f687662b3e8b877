"""Look-alikes of network calls without a timeout in threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import requests


def with_timeout(url):
    return requests.get(url, timeout=10)  # ok: ends


def starts_with_timeout(url):
    thread = threading.Thread(target=with_timeout, args=(url,))
    thread.start()
    thread.join()


class Local:
    def get(self, url):
        return url


def not_the_network(url):
    return Local().get(url)  # ok: no network


def submits(urls):
    with ThreadPoolExecutor(max_workers=4) as pool:
        return [future.result() for future in [pool.submit(not_the_network, url) for url in urls]]


def in_the_main_thread(url):
    return requests.get(url)  # ok: no thread runs it
