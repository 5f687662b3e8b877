"""What fails where no loop runs stands before: then one does. And look-alikes."""

import asyncio
from asyncio import all_tasks, get_event_loop


class App:
    def stop(self):
        for task in all_tasks():
            task.cancel()
        get_event_loop().stop()  # ok: all_tasks needs a loop

    def start(self, work):
        self.task = asyncio.create_task(work)
        asyncio.get_event_loop().call_later(3, self.task.cancel)  # ok: and so does create_task

    def here(self):
        asyncio.get_running_loop()
        return asyncio.get_event_loop()  # ok

    def named(self):
        print(asyncio.current_task().get_name())
        return asyncio.get_event_loop()  # ok

    def start_perhaps(self, work):
        if work:
            self.task = asyncio.create_task(work)
        asyncio.get_event_loop().call_later(3, self.task.cancel)  # want "CL401"

    def asked_too_late(self):
        asyncio.get_event_loop().stop()  # want "CL401"
        return all_tasks()

    def of_another(self, loop):
        for task in all_tasks(loop):
            task.cancel()
        asyncio.get_event_loop().stop()  # want "CL401"

    def tried(self):
        try:
            all_tasks()
        except RuntimeError:
            pass
        return asyncio.get_event_loop()  # want "CL401"

    def in_a_loop(self, works):
        for work in works:
            self.task = asyncio.create_task(work)
        return asyncio.get_event_loop()  # want "CL401"

    def stop_in_a_branch(self, running):
        if running:
            for task in all_tasks():
                task.cancel()
            get_event_loop().stop()  # ok: all_tasks stands before it in the same branch

    def stop_deeper(self, running, hard):
        if running:
            tasks = all_tasks()
            if hard and tasks:
                get_event_loop().stop()  # ok: no way leads past all_tasks

    def stop_in_the_other_branch(self, running):
        if running:
            all_tasks()
        else:
            get_event_loop().stop()  # want "CL401"

    def of_another_in_a_branch(self, running, loop):
        if running:
            all_tasks(loop)
            get_event_loop().stop()  # want "CL401"

    def tried_in_a_branch(self, running):
        if running:
            try:
                all_tasks()
            except RuntimeError:
                pass
            get_event_loop().stop()  # want "CL401"
