"""get_event_loop where somebody sees to it that there is a loop, and look-alikes."""

import asyncio
import threading


def is_asyncio_used(reactor):
    try:
        asyncio.get_running_loop()
        return True
    except RuntimeError:
        pass
    return reactor.asynchronous


def running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def call_later(reactor, delay, work):
    if is_asyncio_used(reactor):
        asyncio.get_event_loop().call_later(delay, work)  # ok: a note: it asked first
        return
    reactor.call_later(delay, work)


def to_future(reactor, deferred):
    if not is_asyncio_used(reactor):
        raise RuntimeError("no loop")
    return deferred.as_future(asyncio.get_event_loop())  # ok: a note: it asked first


class Loader:
    """Coroutines load; who primes it is not known."""

    def __init__(self, loop=None):
        self._loop = loop
        self.queue = []

    @property
    def loop(self):
        if self._loop is None:
            self._loop = asyncio.get_event_loop()  # ok: a note: coroutines ask for it
        return self._loop

    def load(self, key):
        future = self.loop.create_future()
        self._enqueue(key, future)
        return future

    def _enqueue(self, key, future):
        self.queue.append((key, future))
        self.loop.call_soon(print, key)

    def prime(self, key, value):
        self.loop.create_future().set_result(value)


async def get(loader: Loader, key):
    return await loader.load(key)


class Private:
    """Coroutines alone ask for the loop: CL402 speaks of it."""

    @property
    def _loop(self):
        return asyncio.get_event_loop()  # ok: CL402's

    def _start(self, key):
        return self._loop.create_future()

    async def load(self, key):
        return await self._start(key)


# --- harmful ---


def asked_and_has_none(work):
    loop = running_loop()
    if loop is None:
        loop = asyncio.get_event_loop()  # want "CL401"
        return loop.run_until_complete(work())
    return loop.create_task(work())


class Threaded:
    """A thread asks for the loop as well."""

    @property
    def _loop(self):
        return asyncio.get_event_loop()  # want "CL401"

    def _work(self):
        self._loop.call_soon(print)

    def start(self):
        threading.Thread(target=self._work).start()

    async def load(self):
        return self._loop.create_future()


def nobody_asked(reactor, work):
    asyncio.get_event_loop().call_soon(work)  # want "CL401"
    return is_asyncio_used(reactor)
