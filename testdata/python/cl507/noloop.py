"""What runs only where no loop runs stands no loop still, and look-alikes."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import requests

pool = ThreadPoolExecutor(4)


def running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def loop_runs():
    try:
        asyncio.get_running_loop()
        return True
    except RuntimeError:
        return False


async def load(key):
    await asyncio.sleep(0)
    return key


def after_the_try(key):
    try:
        loop = asyncio.get_running_loop()
        return loop.create_task(load(key))
    except RuntimeError:
        pass
    requests.get("https://a.example", timeout=3)
    return pool.submit(print, key).result()


def in_the_arm(key):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return pool.submit(print, key).result()
    return None


def by_a_variable(key):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is None:
        return pool.submit(print, key).result()
    return loop


def by_a_flag(key):
    try:
        asyncio.get_running_loop()
        runs = True
    except RuntimeError:
        runs = False
    if not runs:
        time.sleep(2)


def by_a_helper(key):
    loop = running_loop()
    if loop is not None and loop.is_running():
        return loop.create_task(load(key))
    return pool.submit(print, key).result()


def by_a_helper_that_tells(key):
    if loop_runs():
        return None
    return pool.submit(print, key).result()


def by_is_running(key):
    loop = asyncio.get_event_loop()
    if loop.is_running():
        return None
    else:
        time.sleep(2)
        return loop.run_until_complete(load(key))


async def asks_first(key):
    after_the_try(key)  # ok: the helper waits only where no loop runs
    in_the_arm(key)  # ok
    by_a_variable(key)  # ok
    by_a_flag(key)  # ok
    by_a_helper(key)  # ok
    by_a_helper_that_tells(key)  # ok
    by_is_running(key)  # ok


# --- harmful ---


def where_one_runs(key):
    try:
        asyncio.get_running_loop()
        return pool.submit(print, key).result()
    except RuntimeError:
        return None


def after_a_try_that_goes_on(key):
    try:
        loop = asyncio.get_running_loop()
        loop.create_task(load(key))
    except RuntimeError:
        pass
    return pool.submit(print, key).result()


def on_the_other_side(key):
    loop = running_loop()
    if loop is None:
        return None
    return pool.submit(print, key).result()


def of_another_error(key):
    try:
        print(key)
        return None
    except RuntimeError:
        pass
    return pool.submit(print, key).result()


def of_a_loop_of_its_own(loop, key):
    if loop.is_running():
        return None
    return pool.submit(print, key).result()


def in_the_finally(key):
    try:
        try:
            return asyncio.get_running_loop()
        except RuntimeError:
            pass
    finally:
        pool.submit(print, key).result()


async def asks_and_waits(key):
    where_one_runs(key)  # want "CL507"
    after_a_try_that_goes_on(key)  # want "CL507"
    on_the_other_side(key)  # want "CL507"
    of_another_error(key)  # want "CL507"
    of_a_loop_of_its_own(None, key)  # want "CL507"
    in_the_finally(key)  # want "CL507"
