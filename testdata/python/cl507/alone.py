"""What runs while nothing else does on the loop."""

import asyncio


async def ask():
    return input("> ")  # ok: a note: nothing else is seen to run


async def chat(client):
    while True:
        await client.send(await ask())


if __name__ == "__main__":
    asyncio.run(chat(None))
