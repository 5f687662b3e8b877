"""Sleeps of a process that has told itself to end, and those of one that goes on."""

import os
import signal
import time


def crash(wanted):
    if not wanted:
        return
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(10)
    raise RuntimeError("still there")


async def crashes_on_request(flags):
    crash(flags.get("crash"))  # ok: a note, the process is on its way out


async def ends_itself():
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)  # ok: a note, the process is on its way out


async def sleeps_before_it_ends():
    time.sleep(5)  # want "CL504: time.sleep"
    os.kill(os.getpid(), signal.SIGTERM)


async def ends_perhaps(wanted):
    if wanted:
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(5)  # want "CL504: time.sleep"


async def ends_another(pid):
    os.kill(pid, signal.SIGTERM)
    time.sleep(5)  # want "CL504: time.sleep"


def stop_worker(pid):
    os.kill(pid, signal.SIGTERM)
    time.sleep(1)


async def stops_a_worker(pid):
    stop_worker(pid)  # want "CL504: .*stop_worker"


def leaves(flags):
    if flags.get("leave"):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(3)


async def leaves_on_request(flags):
    leaves(flags)  # ok: a note, the process is on its way out


async def waits_for_its_end():
    os.kill(os.getpid(), signal.SIGINT)
    while True:
        time.sleep(1)  # ok: a note, the process is on its way out
