"""A class for programs with a loop, made where one was found to run; and one that anybody makes."""

import asyncio


def loop_runs():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class OnTheLoop:
    def __init__(self, work):
        self.work = work

    def start(self):
        loop = asyncio.get_event_loop()  # ok: a note, made only where a loop runs
        self.task = loop.create_task(self.work())


class OnAThread:
    def __init__(self, work):
        self.work = work


def ticker(work):
    if loop_runs():
        return OnTheLoop(work)
    return OnAThread(work)


class Anywhere:
    def __init__(self, work):
        self.work = work

    def start(self):
        loop = asyncio.get_event_loop()  # want "CL401"
        self.task = loop.create_task(self.work())


def either(work):
    if loop_runs():
        return Anywhere(work)
    return None


def or_not(work):
    return Anywhere(work)


class Always:
    def __init__(self, work):
        self.work = work

    def start(self):
        loop = asyncio.get_event_loop()  # want "CL401"
        self.task = loop.create_task(self.work())


def whatever_it_says(work):
    print(loop_runs())
    return Always(work)
