"""What runs while nothing else does on the loop."""

import asyncio


async def ask():
    return input("> ")  # want "CL507: builtins.input"


async def chat(client):
    while True:
        await client.send(await ask())


if __name__ == "__main__":
    asyncio.run(chat(None))
