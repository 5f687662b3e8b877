"""A plain route runs in a thread, a coroutine in the loop."""

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/plain")
def plain_route(url: str):
    return requests.get(url, timeout=3).text  # ok: in the thread pool


@app.get("/async")
async def async_route(url: str):
    return requests.get(url, timeout=3).text  # want "CL501: requests.get"
