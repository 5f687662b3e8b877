import asyncio

LIMIT = asyncio.Semaphore(8)


class Throttle:
    """A limiter of the project's own, with a with block."""

    def __init__(self, size: int) -> None:
        self._sem = asyncio.Semaphore(size)

    async def __aenter__(self):
        await self._sem.acquire()
        return self

    async def __aexit__(self, *exc):
        self._sem.release()


THROTTLE = Throttle(8)
