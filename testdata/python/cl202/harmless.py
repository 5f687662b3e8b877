"""Futures of which somebody hears, or work that sees to its errors itself. None of this is a finding."""

import asyncio
import functools
import logging
import multiprocessing
import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

import unknown_library

log = logging.getLogger(__name__)
pool = ThreadPoolExecutor(max_workers=4)
results = queue.Queue()
pending = []


def send(order):
    with open(order) as f:
        return f.read()


def send_and_log(order):
    try:
        return send(order)
    except Exception:
        log.exception("sending %s", order)


def log_and_return(order):
    log.info("sending %s", order)
    try:
        text = send(order)
    except Exception as e:
        log.error("sending %s: %s", order, e)
        return None
    return len(text) + unknown_library.count(order)


def log_and_raise(order):
    try:
        return send(order)
    except BaseException:
        log.exception("sending %s", order)
        raise


def leaves_it_to_another(order):
    try:
        send_and_log(order)
    finally:
        log.info("sent %s", order)


def leaves_all_to_another(order):
    log_and_raise(order)


def reports(order):
    results.put(send(order))


def logged(fn):
    @functools.wraps(fn)
    def inner(*args):
        try:
            return fn(*args)
        except Exception:
            log.exception("in %s", fn)

    return inner


@logged
def decorated(order):
    return send(order)


@unknown_library.guard
def decorated_by_others(order):
    return send(order)


def count():
    total = 1
    return total


def handles_it(order):
    pool.submit(send_and_log, order)  # ok: the work logs its errors


def handles_it_and_leaves(order):
    pool.submit(log_and_return, order)  # ok


def handles_it_and_raises_again(order):
    pool.submit(log_and_raise, order)  # ok: it is in the log


def handled_below(order):
    pool.submit(leaves_it_to_another, order)  # ok
    pool.submit(leaves_all_to_another, order)  # ok


def handled_around(order):
    pool.submit(decorated, order)  # ok
    pool.submit(decorated_by_others, order)  # ok: what the decorator does is not known


def told_through_a_queue(order):
    pool.submit(reports, order)  # ok: somebody waits for what it puts there


def told_through_an_event(order):
    done = threading.Event()

    def work():
        send(order)
        done.set()

    pool.submit(work)  # ok
    done.wait(5)


def cannot_fail():
    pool.submit(count)  # ok: nothing in it raises


def not_known(order, callback):
    pool.submit(callback, order)  # ok: what runs is not known
    pool.submit(unknown_library.send, order)  # ok


def asked(order):
    return pool.submit(send, order).result()  # ok


def asked_later(order):
    future = pool.submit(send, order)  # ok
    log.info("sending")
    return future.result(timeout=5)


def asked_for_an_exception(order):
    future = pool.submit(send, order)  # ok
    if future.exception():
        log.error("failed")


def called_back(order):
    pool.submit(send, order).add_done_callback(print)  # ok


def called_back_later(order):
    future = pool.submit(send, order)  # ok
    future.add_done_callback(print)


def returned(order):
    return pool.submit(send, order)  # ok


def returned_from_a_variable(order):
    future = pool.submit(send, order)  # ok
    return future


def yielded(orders):
    for order in orders:
        yield pool.submit(send, order)  # ok


def kept(order):
    pending.append(pool.submit(send, order))  # ok


def handed_on(order):
    unknown_library.watch(pool.submit(send, order))  # ok


async def awaited(order):
    return await asyncio.wrap_future(pool.submit(send, order))  # ok


def waited_for(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = [executor.submit(send, order) for order in orders]  # ok
        wait(futures)


def completed(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = {executor.submit(send, order): order for order in orders}  # ok
        for future in as_completed(futures):
            print(futures[future], future.result())


def popped(orders):
    futures = []
    for order in orders:
        futures.append(pool.submit(send, order))  # ok
    while futures:
        futures.pop().result()


def one_behind(orders):
    last = None
    for order in orders:
        if last is not None:
            last.result()
        last = pool.submit(send, order)  # ok


def read_by_a_function_inside(order):
    future = pool.submit(send, order)  # ok

    @unknown_library.at_exit
    def stop():
        future.cancel()


def results_are_taken(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        for text in executor.map(send, orders):
            print(text)
        return list(executor.map(send, orders))  # ok


def results_are_taken_later(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        texts = executor.map(send, orders)  # ok
    print(*texts)


def errors_are_called_back(orders):
    with multiprocessing.Pool(4) as workers:
        for order in orders:
            workers.apply_async(send, (order,), error_callback=print)  # ok
        workers.map_async(send, orders, error_callback=log.error)  # ok
        workers.close()
        workers.join()


def asked_of_multiprocessing(orders):
    with multiprocessing.Pool(4) as workers:
        jobs = [workers.apply_async(send, (order,)) for order in orders]  # ok
        return [job.get() for job in jobs]


class Outbox:
    def __init__(self):
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._future = None

    def put(self, order):
        self._future = self._pool.submit(send, order)  # ok: an attribute has it

    def close(self):
        self._future.result()
        self._pool.shutdown()


def leaves_it_twice(order):
    leaves_it_to_another(order)


def handled_far_below(order):
    pool.submit(leaves_it_twice, order)  # ok


def in_an_attribute_of_an_element(orders):
    with ThreadPoolExecutor(max_workers=4) as executor:
        for order in orders:
            order.text = executor.submit(send, order)  # ok: whoever has the element reads it
        for i, order in enumerate(orders):
            order.text = executor.submit(send, i)  # ok
        for order in orders:
            print(order.text.result())


def in_an_attribute_of_a_local(order):
    job = unknown_library.Job()
    job.future = pool.submit(send, order)  # ok


def under_a_key(orders):
    jobs = {}
    for order in orders:
        jobs[order] = pool.submit(send, order)  # ok
    return jobs
