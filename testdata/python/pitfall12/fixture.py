"""The frame of a fixture keeps the task."""

import asyncio

import pytest


async def serve():
    await asyncio.sleep(3600)


@pytest.fixture
async def server():
    task = asyncio.create_task(serve())  # ok: cancelled after the test
    yield
    task.cancel()
