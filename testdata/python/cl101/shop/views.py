import asyncio

import shop
from shop import clients, price_of, stock
from shop.helpers import all_stock, all_at_once, gathered, in_pieces, limited


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
    return await gathered(clients.stock(item) for item in items)  # want "CL101: .*items"


async def list_for_a_helper(items):
    todo = [clients.stock(item) for item in items]
    return await gathered(todo)  # want "CL101: .*items"


async def splat_for_a_helper(items):
    return await all_at_once(*[clients.stock(item) for item in items])  # want "CL101: .*items"


async def fixed_for_a_helper(a, b):
    return await gathered([clients.stock(a), clients.stock(b)])  # ok: two


async def limited_for_a_helper(items):
    return await gathered(clients.price(item) for item in items)  # ok: LIMIT, in clients.price


async def helper_with_a_limit(items):
    return await limited(clients.stock(item) for item in items)  # ok: the helper takes a permit for each


async def helper_in_pieces(items):
    return await in_pieces([clients.stock(item) for item in items])  # ok: twenty at once
