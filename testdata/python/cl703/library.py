"""The retry library, by its defaults."""

import requests
from retry import retry


@retry(requests.ConnectionError, delay=1)  # want "CL703: retry.retry tries again without end"
def by_default(url):
    return requests.get(url, timeout=5)


@retry(tries=-1, delay=1)  # want "CL703"
def minus_one(url):
    return requests.get(url, timeout=5)


@retry(requests.ConnectionError, tries=4, delay=1)
def four_times(url):
    return requests.get(url, timeout=5)  # ok: four times


@retry(requests.ConnectionError, 4, 1)
def by_position(url):
    return requests.get(url, timeout=5)  # ok: four times
