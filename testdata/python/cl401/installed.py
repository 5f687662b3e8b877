"""Objects that install a loop when they are made."""

import asyncio


def install_loop():
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
    return loop


class Runner:
    """The loop was installed by the process, or by who made the runner."""

    def __init__(self):
        self.active = set()

    def crawl(self, work):
        task = asyncio.get_event_loop().create_task(work())  # ok: a note: the process below installs a loop
        self.active.add(task)
        return task


class Process(Runner):
    def __init__(self):
        super().__init__()
        install_loop()

    def start(self):
        asyncio.get_event_loop().run_forever()  # ok: a note


def of_no_object(work):
    return asyncio.get_event_loop().run_until_complete(work())  # want "CL401"
