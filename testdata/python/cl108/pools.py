"""Pools without a size."""

import requests
from gevent.pool import Group, Pool


def fetch(url):
    return requests.get(url, timeout=5)


def pool_without_a_size(urls):
    pool = Pool()
    for url in urls:
        pool.spawn(fetch, url)  # want "CL108: .*urls"
    pool.join()


def group(urls):
    group = Group()
    for url in urls:
        group.spawn(fetch, url)  # want "CL108: .*urls"
    group.join()


def mapped_without_a_size(urls):
    return Pool().map(fetch, urls)  # want "CL108: .*urls"


def sized(urls):
    pool = Pool(8)
    for url in urls:
        pool.spawn(fetch, url)  # ok: eight
    pool.join()


def mapped_with_a_size(urls):
    return Pool(size=8).map(fetch, urls)  # ok: eight


def fixed_number(url):
    pool = Pool()
    pool.spawn(fetch, url)  # ok: two
    pool.spawn(fetch, url + "/robots.txt")
    pool.join()
