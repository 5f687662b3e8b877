import requests

http = requests.Session()


def load(url):
    return http.get(url, timeout=5)


def text(url):
    return load(url).text


def title(url):
    return text(url).split("<title>")[1]


def heading(url):
    return title(url).upper()


def headline(url):
    return heading(url).strip()


class Loader:
    def __init__(self, url):
        self.url = url

    def run(self):
        return load(self.url)


def cached(url, cache={}):
    if url not in cache:
        cache[url] = load(url)
    return cache[url]
