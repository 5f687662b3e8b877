"""Event loop policies, and their look-alikes."""

import asyncio
import sys
from asyncio import set_event_loop_policy as use_policy

import uvloop


def set_by_platform():
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())  # want "CL403: asyncio.set_event_loop_policy"


def renamed(policy):
    use_policy(policy)  # want "CL403"


def fast():
    uvloop.install()  # want "CL403: uvloop.install.*uvloop.run"


def read():
    return asyncio.get_event_loop_policy()  # want "CL403: asyncio.get_event_loop_policy"


if sys.version_info < (3, 14):
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # ok: older versions only


def left_before():
    if sys.version_info >= (3, 14):
        return
    uvloop.install()  # ok: older versions only


PY314 = sys.version_info >= (3, 14)


def by_a_constant():
    if not PY314:
        uvloop.install()  # ok: older versions only
    if PY314:
        uvloop.install()  # want "CL403"


def by_an_index():
    if sys.version_info[:2] < (3, 14):
        uvloop.install()  # ok: older versions only
    if sys.version_info[0] == 2:
        uvloop.install()  # ok: runs nowhere


def factory(main):
    asyncio.run(main(), loop_factory=uvloop.new_event_loop)  # ok: the replacement


class Policies:
    def set_event_loop_policy(self, policy):
        self.policy = policy

    def own(self, policy):
        self.set_event_loop_policy(policy)  # ok: a method of the project


def on_windows():
    if sys.platform == "win32" and sys.version_info < (3, 14):
        uvloop.install()  # ok: older versions only
    else:
        uvloop.install()  # want "CL403"


def on_windows_first():
    if sys.version_info < (3, 14) and sys.platform == "win32" and read():
        uvloop.install()  # ok: older versions only


def on_either():
    if sys.platform == "win32" or sys.version_info < (3, 14):
        uvloop.install()  # want "CL403"


def left_on_windows():
    if sys.platform == "win32" and sys.version_info >= (3, 14):
        return
    uvloop.install()  # want "CL403"


def as_long_as_there_are_policies():
    try:
        from asyncio import WindowsProactorEventLoopPolicy, WindowsSelectorEventLoopPolicy
    except ImportError:
        pass
    else:
        if type(asyncio.get_event_loop_policy()) is WindowsProactorEventLoopPolicy:  # ok: the import fails where there are none
            asyncio.set_event_loop_policy(WindowsSelectorEventLoopPolicy())  # ok


def in_the_try_itself():
    try:
        from asyncio import WindowsSelectorEventLoopPolicy as Policy

        asyncio.set_event_loop_policy(Policy())  # ok: the import fails where there are none
    except ImportError:
        pass


def imports_what_stays():
    try:
        from asyncio import Queue
    except ImportError:
        pass
    else:
        asyncio.set_event_loop_policy(Queue.policy)  # want "CL403"


def not_ready():
    try:
        from asyncio import WindowsSelectorEventLoopPolicy
    except AttributeError:
        pass
    else:
        asyncio.set_event_loop_policy(WindowsSelectorEventLoopPolicy())  # want "CL403"


def behind_it_all():
    try:
        from asyncio import WindowsSelectorEventLoopPolicy
    except ImportError:
        WindowsSelectorEventLoopPolicy = None
    asyncio.set_event_loop_policy(WindowsSelectorEventLoopPolicy and WindowsSelectorEventLoopPolicy())  # want "CL403"
