"""Another linter was told to be silent about the same: a note, no more."""

import asyncio


async def work():
    await asyncio.sleep(1)


def dropped():
    loop = asyncio.get_running_loop()
    loop.create_task(work())  # noqa: RUF006 # ok: a note


def dropped_over_lines():
    loop = asyncio.get_running_loop()
    loop.create_task(  # noqa: E501,ruf006 # ok: a note
        work()
    )


def silenced_for_another_reason():
    loop = asyncio.get_running_loop()
    loop.create_task(work())  # noqa: E501 # want "CL201"


def silenced_without_a_reason():
    loop = asyncio.get_running_loop()
    loop.create_task(work())  # noqa # want "CL201"


def silenced_elsewhere():
    print("RUF006")  # noqa: RUF006
    loop = asyncio.get_running_loop()
    loop.create_task(work())  # want "CL201"
