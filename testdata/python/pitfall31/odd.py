"""Odd values that an analysis has to survive."""

import asyncio


async def a_list_that_holds_itself(work):
    items = []
    items.append(items)
    print(items)
    return await asyncio.gather(*items)  # ok: what it holds is no work


async def a_list_in_a_list_in_the_first(work):
    first, second = [], []
    first.append(second)
    second.append(first)
    print(first, second)
    await asyncio.gather(*first)  # ok: what it holds is no work


def a_name_for_itself():
    value = value  # noqa: F821
    return value()


class Itself:
    def __init__(self):
        self.me = self
        self.me.me = self.me

    def get(self):
        return self.get().get()
