"""Futures that nobody asks: an error of the work is set on them, and that is all."""

import logging
import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing.pool import ThreadPool

log = logging.getLogger(__name__)
pool = ThreadPoolExecutor(max_workers=4)


def send(order):
    with open(order) as f:
        return f.read()


def send_twice(order):
    log.info("sending %s", order)
    send(order)
    return send(order)


def only_one_kind(order):
    try:
        return send(order)
    except FileNotFoundError:
        return None


def cleans_up(order):
    try:
        send(order)
    finally:
        os.unlink(order)


def dropped(order):
    pool.submit(send, order)  # want "CL202: concurrent.futures.Executor.submit drops the future of '.*send': if that fails, nobody sees the error"


def two_calls_down(order):
    pool.submit(send_twice, order)  # want "CL202"


def with_a_handler_for_something_else(order):
    pool.submit(only_one_kind, order)  # want "CL202"


def with_a_finally(order):
    pool.submit(cleans_up, order)  # want "CL202"


def as_a_partial(order):
    pool.submit(partial(send, order))  # want "CL202"


def as_a_lambda(order):
    pool.submit(lambda: send(order))  # want "CL202"


def a_variable_that_nobody_reads(order):
    future = pool.submit(send, order)  # want "CL202: .* leaves to 'future', which nobody reads, what tells of"


def an_underscore(order):
    _ = pool.submit(send, order)  # want "CL202"


def leaving_the_block_raises_nothing(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        for order in orders:
            executor.submit(send, order)  # want "CL202"


def a_list_that_nobody_reads(orders):
    futures = []
    with ProcessPoolExecutor() as executor:
        for order in orders:
            futures.append(executor.submit(send, order))  # want "CL202"


def a_comprehension_that_nobody_reads(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = [executor.submit(send, order) for order in orders]  # want "CL202"


def results_that_nobody_takes(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        executor.map(send, orders)  # want "CL202: concurrent.futures.Executor.map drops the results of '.*send': .*; take the results"


def of_multiprocessing(orders):
    with multiprocessing.Pool(4) as workers:
        for order in orders:
            workers.apply_async(send, (order,))  # want "CL202: multiprocessing.pool.Pool.apply_async"
        workers.close()
        workers.join()


def success_alone_is_called_back(orders):
    workers = ThreadPool(4)
    workers.map_async(send, orders, callback=print)  # want "CL202"
    workers.close()
    workers.join()


class Outbox:
    def __init__(self):
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._done = threading.Event()

    def _flush(self):
        send("outbox")

    def put(self):
        self._pool.submit(self._flush)  # want "CL202"

    def close(self):
        self._pool.shutdown()


def counts_first(path):
    number_of(path)
    os.rename(path, path + ".sent")


def number_of(path):
    return path[1:]


def a_helper_that_cannot_fail(order):
    pool.submit(counts_first, order)  # want "CL202"
