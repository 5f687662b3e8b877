"""A program that asks whoever started it, and a service that asks."""

import asyncio


class Migration:
    def __init__(self):
        self.beat = None

    async def start(self):
        self.beat = asyncio.create_task(self.watch())

    async def watch(self):
        while True:
            await asyncio.sleep(60)

    async def choose(self, kind):
        return input(f"Which {kind} storage? ")  # ok: a note: the program is for who sits there

    async def run(self):
        await self.start()
        return await self.choose("source"), await self.choose("target")


async def approve(request):
    return input(f"Run {request}? ") == "y"  # want "CL507: builtins.input"


async def main():
    print(await Migration().run())


if __name__ == "__main__":
    asyncio.run(main())
