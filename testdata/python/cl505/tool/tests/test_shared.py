"""A test says nothing of when the program calls something."""

import asyncio

from .. import shared


async def test_prepare():
    await shared.Environment().prepare()
    await shared.only_a_test_calls_it()


def test_by_hand():
    asyncio.run(shared.Environment().prepare())
