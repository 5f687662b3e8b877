import asyncio

import shop
from shop import clients, price_of, stock
from shop.helpers import all_stock, gathered


async def reexported_with_a_limit(items):
    return await asyncio.gather(*(price_of(item) for item in items))  # ok: LIMIT, in clients.price


async def attribute_of_the_package(items):
    return await asyncio.gather(*(shop.price_of(item) for item in items))  # ok: the same, through the package


async def reexported_without(items):
    return await asyncio.gather(*(stock(item) for item in items))  # want "CL101: .*items"


async def limiter_by_module_attribute(items):
    return await asyncio.gather(*(clients.review(item) for item in items))  # ok: limits.LIMIT


async def limiter_of_the_project(items):
    return await asyncio.gather(*(clients.rating(item) for item in items))  # ok: Throttle takes a permit in __aenter__


async def helper_that_gathers(items):
    return await all_stock(items)  # ok: reported once, in the helper


async def helper_that_gathers_what_it_is_given(items):
    return await gathered(clients.stock(item) for item in items)  # todo want "CL101: .*items"
