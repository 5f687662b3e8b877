import httpx


def make():
    return httpx.AsyncClient()  # ok: handed on
