"""State that a client with a thread and a client with a loop share wakes each in its own way."""

import asyncio
import threading


class Lane:
    def __init__(self):
        self.wake = asyncio.Event()


class Router:
    def __init__(self):
        self.lane = Lane()
        self.condition = threading.Condition()
        self.items = []

    def dispatch(self, item):
        with self.condition:
            self.items.append(item)
            self.lane.wake.set()
            self.condition.notify_all()


class BlockingSession:
    def __init__(self, router: Router):
        self.router = router

    def __enter__(self):
        self.thread = threading.Thread(target=self._read)
        self.thread.start()  # ok: a note; those who wait here wait for the condition
        return self

    def _read(self):
        self.router.dispatch(1)


class LoopRouter:
    def __init__(self):
        self.lane = Lane()
        self.lock = threading.Lock()

    def dispatch(self, item):
        with self.lock:
            self.lane.wake.set()


class MixedSession:
    def __init__(self, router: LoopRouter):
        self.router = router

    def __enter__(self):
        self.thread = threading.Thread(target=self._read)
        self.thread.start()  # want "CL706"
        return self

    def _read(self):
        self.router.dispatch(1)
