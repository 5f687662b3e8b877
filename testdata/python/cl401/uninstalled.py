"""A loop that is set for a while."""

import asyncio


class Cleaner:
    def __init__(self, work):
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(work())
        finally:
            loop.close()

    def again(self, work):
        return asyncio.get_event_loop().run_until_complete(work())  # want "CL401"
