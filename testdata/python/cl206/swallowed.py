"""Loops that go on after they were cancelled."""

import asyncio
import logging
from asyncio import CancelledError

import trio

log = logging.getLogger(__name__)


async def bare_except(queue):
    while True:
        try:
            print(await queue.get())
        except:  # want "CL206.*BaseException"
            log.warning("going on")


async def by_its_name(queue):
    while True:
        try:
            print(await queue.get())
        except CancelledError:  # want "CL206"
            log.info("not now")


async def with_others(session):
    while True:
        try:
            await session.ping()
        except (ValueError, asyncio.CancelledError) as e:  # want "CL206"
            log.info("ping failed: %s", e)
        await asyncio.sleep(5)


async def goes_on_by_continue(queue):
    while True:
        try:
            job = await queue.get()
        except BaseException:  # want "CL206"
            continue
        print(job)


async def async_for_inside(stream):
    while True:
        try:
            async for line in stream:
                print(line)
        except BaseException:  # want "CL206"
            print("again")


async def retries_when_cancelled(session):
    for _ in range(5):
        try:
            return await session.fetch()
        except:  # want "CL206.*another attempt"
            await asyncio.sleep(1)


async def of_trio(channel):
    while True:
        try:
            print(await channel.receive())
        except trio.Cancelled:  # want "CL206"
            print("no")


async def ends_on_a_word(queue):
    while True:
        try:
            job = await queue.get()
            if job is None:
                break
        except asyncio.CancelledError:  # want "CL206"
            print("no")


async def until_the_last_attempt(session):
    for attempt in range(5):
        try:
            return await session.fetch()
        except BaseException:  # want "CL206.*another attempt"
            if attempt == 4:
                raise
            await asyncio.sleep(1)


async def reconnects(session, max_retries):
    attempt = 1
    while True:
        try:
            return await session.connect()
        except BaseException as e:  # want "CL206"
            log.warning("attempt failed: %r", e)
            if max_retries >= 0 and attempt > max_retries:
                raise ConnectionError("too many attempts")
            await asyncio.sleep(2**attempt)
            attempt += 1
