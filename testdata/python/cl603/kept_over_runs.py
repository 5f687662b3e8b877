"""An executor that the first run of a loop makes serves the next ones too."""

from concurrent.futures import ThreadPoolExecutor


def made_where_it_is_needed_first(items, jobs=()):
    pool = None
    waiting = list(jobs)
    try:
        for item in items:
            if item.big:
                if pool is None:
                    pool = ThreadPoolExecutor(max_workers=4)  # ok: kept over the runs, shut down at the end
                waiting.append(pool.submit(item.run))
            else:
                item.run()
        return [job.result() for job in waiting]
    finally:
        if pool is not None:
            pool.shutdown(wait=True)


def made_in_each_run(items):
    for item in items:
        if item.big:
            pool = ThreadPoolExecutor(max_workers=4)  # want "CL603: concurrent.futures.ThreadPoolExecutor"
            pool.submit(item.run)


def never_shut_down(items):
    pool = None
    for item in items:
        if item.big:
            if pool is None:
                pool = ThreadPoolExecutor(max_workers=4)  # want "CL603: concurrent.futures.ThreadPoolExecutor"
            pool.submit(item.run)
