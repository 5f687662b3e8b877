import httpx

from . import limits
from .limits import LIMIT as PERMITS

http = httpx.AsyncClient(base_url="https://shop.example")


async def price(item: str) -> str:
    async with PERMITS:
        return await _get(f"/price/{item}")


async def stock(item: str) -> str:
    return await _get(f"/stock/{item}")


async def review(item: str) -> str:
    async with limits.LIMIT:
        return await _get(f"/review/{item}")


async def rating(item: str) -> str:
    async with limits.THROTTLE:
        return await _get(f"/rating/{item}")


async def _get(path: str) -> str:
    response = await http.get(path)
    return response.text
