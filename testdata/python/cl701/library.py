"""The retry library."""

import requests
from retry import retry


@retry(requests.ConnectionError, tries=4, delay=1, backoff=2)  # want "CL701: retry.retry"
def growing(url):
    return requests.get(url, timeout=5)


@retry(requests.ConnectionError, tries=4, delay=1, backoff=2, jitter=(0, 1))
def with_jitter(url):
    return requests.get(url, timeout=5)  # ok: up to a second more


@retry(requests.ConnectionError, tries=4, delay=1)
def constant(url):
    return requests.get(url, timeout=5)  # ok: CL702's
