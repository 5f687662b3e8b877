"""Locks that some way out leaves taken, and locks that are given back or handed on."""

import asyncio
import logging
import threading

LOCK = threading.Lock()
logger = logging.getLogger(__name__)


def load(path):
    with open(path) as f:
        return f.read()


def not_on_an_exception(path):
    LOCK.acquire()  # want "CL604: threading.Lock.acquire takes 'LOCK', which is not given back when an exception passes through;"
    text = load(path)
    LOCK.release()
    return text


def not_on_an_early_return(path, cache):
    LOCK.acquire()  # want "CL604: threading.Lock.acquire takes 'LOCK', which is not given back on every return"
    try:
        if path in cache:
            return cache[path]
        cache[path] = load(path)
    except OSError:
        LOCK.release()
        raise
    LOCK.release()
    return cache[path]


def finally_gives_back(path):
    LOCK.acquire()  # ok: finally
    try:
        return load(path)
    finally:
        LOCK.release()


def with_gives_back(path):
    with LOCK:  # ok: with
        return load(path)


def nothing_between_fails(counter):
    LOCK.acquire()  # ok: what stands between does not fail
    counter.total += 1
    logger.info("counted")
    LOCK.release()


def tried_without_success(path):
    if not LOCK.acquire(timeout=1):  # ok: the branch that returns holds nothing
        return None
    try:
        return load(path)
    finally:
        LOCK.release()


def tried_and_remembered(path):
    got = LOCK.acquire(blocking=False)  # ok: given back where it was taken
    if not got:
        return None
    try:
        return load(path)
    finally:
        LOCK.release()


def twice(path, other):
    LOCK.acquire()  # ok: each region has its own finally
    try:
        text = load(path)
    finally:
        LOCK.release()
    LOCK.acquire()  # ok: each region has its own finally
    try:
        return text + load(other)
    finally:
        LOCK.release()


def in_each_handler(path):
    LOCK.acquire()  # ok: every way gives it back
    try:
        text = load(path)
    except BaseException:
        LOCK.release()
        raise
    LOCK.release()
    return text


class Guard:
    """Taken in one method and given back in another: a design."""

    def __init__(self):
        self.lock = threading.Lock()

    def __enter__(self):
        self.lock.acquire()  # ok: __exit__ gives it back
        return self

    def __exit__(self, *exc):
        self.lock.release()


class Session:
    def __init__(self):
        self.lock = threading.Lock()

    def begin(self, path):
        self.lock.acquire()  # ok: end gives it back
        try:
            load(path)
        except OSError:
            self.lock.release()
            return False
        return True

    def end(self):
        self.lock.release()


class Helpers:
    def __init__(self):
        self.lock = threading.Lock()

    def unlock(self):
        self.lock.release()

    def gives_back_by_a_helper(self, path):
        self.lock.acquire()  # ok: unlock gives it back
        try:
            return load(path)
        finally:
            self.unlock()


async def coroutine(lock: asyncio.Lock, url, fetch):
    await lock.acquire()  # want "CL604: asyncio.Lock.acquire takes 'lock'.*exception"
    page = await fetch(url)
    lock.release()
    return page


async def coroutine_with_finally(lock: asyncio.Lock, url, fetch):
    await lock.acquire()  # ok: finally
    try:
        return await fetch(url)
    finally:
        lock.release()


async def not_before_the_next_run(lock: asyncio.Lock, urls, fetch):
    pages = []
    for url in urls:
        await lock.acquire()  # want "CL604: asyncio.Lock.acquire takes 'lock'.*next run"
        if not url:
            continue
        try:
            pages.append(await fetch(url))
        finally:
            lock.release()
    return pages


def not_on_an_exception_in_another_block(path, other):
    LOCK.acquire()  # want "CL604: threading.Lock.acquire takes 'LOCK', which is not given back when an exception passes through;"
    with open(other) as f:
        text = load(path) + f.read()
        LOCK.release()
    return text


async def nearly_finally(lock: asyncio.Lock, url, fetch, check):
    await lock.acquire()  # ok: a note, only what stands before the try can miss the finally
    check(url)
    try:
        return await fetch(url)
    finally:
        lock.release()
