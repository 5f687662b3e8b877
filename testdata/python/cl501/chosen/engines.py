"""Search engines of one shape."""

import requests
from somewhere import Index


class Web:
    def __init__(self, query):
        self.query = query

    def search(self, most):
        return requests.get("https://web.example.com", params={"q": self.query, "n": most}, timeout=5)


class News:
    def __init__(self, query):
        self.query = query

    def search(self, most):
        return requests.post("https://news.example.com", json={"q": self.query, "n": most}, timeout=5)


class Local:
    def __init__(self, query):
        self.query = query

    def search(self, most):
        return Index().find(self.query, most)


class Memory:
    def __init__(self, query):
        self.query = query

    def search(self, most):
        return [self.query] * most


class Slow:
    def __init__(self, query):
        self.query = query

    async def search(self, most):
        return [self.query] * most
