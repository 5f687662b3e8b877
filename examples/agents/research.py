"""Fan-out: how many tasks run at once, and who decides that."""

import asyncio

import httpx

SOURCES = ("https://news.example", "https://wiki.example", "https://shop.example")


async def read(client: httpx.AsyncClient, url: str) -> str:
    response = await client.get(url)
    return response.text


async def read_all(client: httpx.AsyncClient, urls: list[str]) -> list[str]:
    # The request decides: 50,000 addresses are 50,000 tasks, each with a socket and a page in memory.
    return await asyncio.gather(*(read(client, url) for url in urls))  # CL101: grows with the request


async def read_politely(client: httpx.AsyncClient, urls: list[str]) -> list[str]:
    pages: list[str] = []
    for start in range(0, len(urls), 20):
        chunk = urls[start : start + 20]
        pages += await asyncio.gather(*(read(client, url) for url in chunk))  # silent: twenty at a time
    return pages


async def read_sources(client: httpx.AsyncClient) -> list[str]:
    return await asyncio.gather(*(read(client, url) for url in SOURCES))  # silent: three, fixed in the source


async def worker(client: httpx.AsyncClient, queue: asyncio.Queue[str], pages: list[str]) -> None:
    while True:
        url = await queue.get()
        pages.append(await read(client, url))
        queue.task_done()


async def read_with_workers(client: httpx.AsyncClient, urls: list[str], workers: int = 8) -> list[str]:
    queue: asyncio.Queue[str] = asyncio.Queue(maxsize=100)
    pages: list[str] = []
    crew = [asyncio.create_task(worker(client, queue, pages)) for _ in range(workers)]  # silent: workers draw from a queue
    for url in urls:
        await queue.put(url)
    await queue.join()
    for task in crew:
        task.cancel()
    return pages
