"""Cancellations that get through, or that are somebody else's."""

import asyncio
import logging

log = logging.getLogger(__name__)


async def raises_again(queue):
    while True:
        try:
            print(await queue.get())
        except asyncio.CancelledError:  # ok: raised again
            log.info("stopping")
            raise


async def leaves(queue):
    while True:
        try:
            print(await queue.get())
        except asyncio.CancelledError:  # ok: the loop ends
            break


async def returns(queue):
    while True:
        try:
            print(await queue.get())
        except BaseException:  # ok: the coroutine ends
            return


async def leaves_behind_the_try(queue):
    while True:
        failed = False
        try:
            print(await queue.get())
        except BaseException:  # ok: the loop is left below
            failed = True
        break


async def lets_it_through_first(queue):
    while True:
        try:
            print(await queue.get())
        except asyncio.CancelledError:
            raise
        except:  # ok: the arm before has the cancellation
            log.exception("failed")


async def only_exceptions(queue):
    while True:
        try:
            print(await queue.get())
        except Exception:  # ok: a cancellation is no Exception
            log.exception("failed")


async def the_task_of_another(tasks):
    while True:
        task = await tasks.get()
        try:
            await task
        except asyncio.CancelledError:  # ok: the awaited task was cancelled
            log.info("it was cancelled")


async def several_of_others(batches):
    while True:
        tasks = await batches.get()
        try:
            await asyncio.gather(*tasks)
        except asyncio.CancelledError:  # ok: may be that of one of them
            log.info("one was cancelled")


async def cancelled_by_itself(session):
    while True:
        reader = asyncio.ensure_future(session.read())
        try:
            await asyncio.sleep(1)
            reader.cancel()
            await session.join(reader)
        except asyncio.CancelledError:  # ok: the function cancels
            log.info("done")


async def hands_it_on(jobs):
    while True:
        future, job = await jobs.get()
        try:
            future.set_result(await job())
        except BaseException as e:  # ok: whoever waits for the future gets it
            future.set_exception(e)


async def nothing_is_awaited(lines):
    while True:
        try:
            print(lines.pop())
        except:  # ok: nothing can be cancelled in here
            log.exception("failed")
        await asyncio.sleep(1)


def no_coroutine(lines):
    while True:
        try:
            print(lines.pop())
        except:  # ok: no task
            log.exception("failed")


async def once(session):
    try:
        await session.ping()
    except asyncio.CancelledError:  # ok: no loop, the coroutine ends
        log.info("stopped")


async def ends_after_the_loop(session):
    try:
        while True:
            await session.ping()
    except asyncio.CancelledError:  # ok: around the loop
        log.info("stopped")


async def asks_what_it_was(session):
    for attempt in range(5):
        try:
            return await session.fetch()
        except BaseException as e:  # ok: raised again
            if attempt == 4 or isinstance(e, asyncio.CancelledError):
                raise
            await asyncio.sleep(1)


async def ends_with_the_last_attempt(session):
    for attempt in range(5):
        try:
            return await session.fetch()
        except BaseException:  # ok: raised again, whichever attempt it was
            if attempt < 4:
                log.info("failed early")
            raise

class Worker:
    def __init__(self, queue):
        self.queue = queue
        self.closing = False

    async def looks_at_a_flag(self):
        while not self.closing:
            try:
                print(await self.queue.get())
            except asyncio.CancelledError:  # ok: close sets the flag first
                log.info("woken")

    async def looks_at_a_flag_inside(self):
        while True:
            if self.closing:
                return
            try:
                print(await self.queue.get())
            except asyncio.CancelledError:  # ok: close sets the flag first
                log.info("woken")


async def each_of_some(clients):
    for client in clients:
        try:
            await client.aclose()
        except BaseException:  # ok: a loop that ends soon
            log.exception("close failed")
