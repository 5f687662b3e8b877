"""Retries, polling, and a loop that reconnects."""

import random
import time

import requests


class Unavailable(Exception):
    pass


def no_jitter(url):
    for i in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(2**i)  # want "CL701"
    raise Unavailable


def with_jitter(call):
    for i in range(5):
        try:
            return call()
        except Unavailable:
            time.sleep(random.uniform(0, 2**i))  # ok: full jitter
    raise Unavailable


def polling(job):
    while job.status != "done":
        time.sleep(5)  # ok: no retry


def backoff():
    return random.uniform(1, 30)


def serve(run):
    while True:
        try:
            run()
        except Unavailable:
            time.sleep(backoff())  # ok: reconnects for ever on purpose
