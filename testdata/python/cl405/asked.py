"""iscoroutinefunction of asyncio, and its look-alikes."""

import asyncio
import inspect
import sys


def asks(f):
    return asyncio.iscoroutinefunction(f)  # want "CL405: asyncio.iscoroutinefunction.*inspect"


def the_replacement(f):
    return inspect.iscoroutinefunction(f)  # ok: of inspect


def guarded(f):
    if sys.version_info >= (3, 14):
        return inspect.iscoroutinefunction(f)  # ok: of inspect
    return asyncio.iscoroutinefunction(f)  # ok: older versions only
