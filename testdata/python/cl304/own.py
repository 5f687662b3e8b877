"""A helper that lends the shared client, or one of its own to those who ask for it."""

import contextlib

from aiobotocore.session import get_session


class Storage:
    def __init__(self):
        self.session = get_session()
        self._client = None

    @contextlib.asynccontextmanager
    async def client(self, *, shared: bool = True):
        if not shared:
            async with self.session.create_client("s3") as client:  # ok: a note: only for who asks for one
                yield client
            return
        yield self._client

    async def get(self, key):
        async with self.client() as client:
            return await client.get_object(Bucket="b", Key=key)

    async def put(self, key, data):
        async with self.client() as client:
            return await client.put_object(Bucket="b", Key=key, Body=data)


class Unshared:
    def __init__(self):
        self.session = get_session()

    @contextlib.asynccontextmanager
    async def client(self):
        async with self.session.create_client("s3") as client:  # want "CL304: aiobotocore.session.AioSession.create_client"
            yield client

    async def get(self, key):
        async with self.client() as client:
            return await client.get_object(Bucket="b", Key=key)

    async def put(self, key, data):
        async with self.client() as client:
            return await client.put_object(Bucket="b", Key=key, Body=data)
