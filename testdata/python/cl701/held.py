"""Retries under a lock that a context manager of the project takes, or that is taken by hand."""

import threading
import time

import requests


class Turn:
    def __init__(self, lock: threading.Lock):
        self.lock = lock

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, *error):
        self.lock.release()


class Noted:
    """Takes the lock only to count."""

    def __init__(self, lock: threading.Lock):
        self.lock = lock
        self.entered = 0

    def __enter__(self):
        self.lock.acquire()
        self.entered += 1
        self.lock.release()
        return self

    def __exit__(self, *error):
        pass


class Shop:
    def __init__(self):
        self.lock = threading.Lock()

    def stock(self, url):
        with Turn(self.lock):
            for attempt in range(5):
                try:
                    return requests.get(url, timeout=5).text
                except requests.ConnectionError:
                    time.sleep(1 + attempt * 2)  # ok: a note, the others wait for the lock
        raise TimeoutError(url)

    def price(self, url):
        with Noted(self.lock):
            for attempt in range(5):
                try:
                    return requests.get(url, timeout=5).text
                except requests.ConnectionError:
                    time.sleep(1 + attempt * 2)  # want "CL701: time.sleep"
        raise TimeoutError(url)

    def by_hand(self, url):
        self.lock.acquire()
        try:
            for attempt in range(5):
                try:
                    return requests.get(url, timeout=5).text
                except requests.ConnectionError:
                    time.sleep(1 + attempt * 2)  # ok: a note, the others wait for the lock
        finally:
            self.lock.release()
        raise TimeoutError(url)

    def let_go_before(self, url):
        self.lock.acquire()
        self.lock.release()
        for attempt in range(5):
            try:
                return requests.get(url, timeout=5).text
            except requests.ConnectionError:
                time.sleep(1 + attempt * 2)  # want "CL701: time.sleep"
        raise TimeoutError(url)

    def each_attempt_in_turn(self, url):
        for attempt in range(5):
            with Turn(self.lock):
                try:
                    return requests.get(url, timeout=5).text
                except requests.ConnectionError:
                    pass
            time.sleep(1 + attempt * 2)  # want "CL701: time.sleep"
        raise TimeoutError(url)
