"""Executors that nobody shuts down, and executors that end or have another owner."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait

SHARED = ThreadPoolExecutor(max_workers=4)  # ok: lives as long as the process


def never_shut_down(jobs, run):
    pool = ThreadPoolExecutor(max_workers=4)  # want "CL603: .*ThreadPoolExecutor opens 'pool', which is not shut down on every return;"
    return [f.result() for f in [pool.submit(run, job) for job in jobs]]


async def in_a_coroutine(job, run):
    executor = ProcessPoolExecutor(max_workers=1)  # want "CL603: .*ProcessPoolExecutor opens 'executor'"
    return await asyncio.get_running_loop().run_in_executor(executor, run, job)


def workers_left(jobs, run):
    pool = multiprocessing.Pool(4)  # want "CL603: multiprocessing.Pool opens 'pool'"
    return pool.map(run, jobs)


def with_shuts_down(jobs, run):
    with ThreadPoolExecutor(max_workers=4) as pool:  # ok: with
        return list(pool.map(run, jobs))


def finally_shuts_down(jobs, run):
    pool = ThreadPoolExecutor(max_workers=4)  # ok: finally
    try:
        wait([pool.submit(run, job) for job in jobs])
    finally:
        pool.shutdown(wait=False)


def shut_down_unless_it_fails(jobs, run):
    pool = ThreadPoolExecutor(max_workers=4)  # ok: an exception ends the threads with the object
    results = [f.result() for f in [pool.submit(run, job) for job in jobs]]
    pool.shutdown()
    return results


def ended(jobs, run):
    pool = multiprocessing.Pool(4)  # ok: close
    results = pool.map(run, jobs)
    pool.close()
    pool.join()
    return results


def returned():
    return ThreadPoolExecutor(max_workers=4)  # ok: handed on


class Service:
    def __init__(self):
        self.pool = ThreadPoolExecutor(max_workers=4)  # ok: kept by the object


def given_away(registry):
    registry.keep(ThreadPoolExecutor(max_workers=4))  # ok: somebody else's


def main():
    pool = ThreadPoolExecutor(max_workers=4)  # ok: the process ends it
    pool.submit(print, "done").result()


def without_a_name(job, run):
    return ThreadPoolExecutor(1).submit(run, job).result()  # ok: a note, its threads end when it is collected


class Repository:
    def create(self):
        return ThreadPoolExecutor(max_workers=4)  # ok: the caller ends it

    def log(self, names, run):
        futures = []
        with self.create() as executor:  # ok: with, around the loop
            for name in names:
                if not name:
                    continue
                futures.append(executor.submit(run, name))
        return futures


def opened_by_the_first_who_needs_it(batches, run):
    pool = None
    try:
        for batch in batches:
            for job in batch:
                if pool is None:
                    pool = ThreadPoolExecutor(max_workers=4)  # ok: finally, behind the loops
                pool.submit(run, job)
    finally:
        if pool is not None:
            pool.shutdown()
