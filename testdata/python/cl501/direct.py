"""Blocking network calls that stand in a coroutine."""

import asyncio
import http.client
import smtplib
import socket
import urllib.request
from typing import Optional
from urllib.request import urlopen

import httpx
import requests
import requests as r
import urllib3
from requests import Session

session = requests.Session()
manager = urllib3.PoolManager()


async def module_function(url):
    return requests.get(url, timeout=5).text  # want "CL501: requests.get.*;"


async def renamed_module(url):
    return r.post(url, json={}, timeout=5)  # want "CL501: requests.post"


async def import_in_the_function(url):
    import requests as inner

    return inner.get(url)  # want "CL501: requests.get"


async def session_of_the_module(url):
    return session.get(url)  # want "CL501: .*Session.get"


async def session_in_a_with_block(url):
    with requests.Session() as http:
        return http.get(url)  # want "CL501: .*Session.get"


async def session_as_a_parameter(http: Session, url):
    return http.put(url)  # want "CL501: .*Session.put"


async def optional_parameter(url, http: Optional[Session] = None):
    return http.delete(url)  # want "CL501: .*Session.delete"


async def sync_client(url):
    with httpx.Client() as http:
        return http.get(url)  # want "CL501: .*Client.get"


async def module_function_of_httpx(url):
    return httpx.get(url)  # want "CL501: httpx.get"


async def standard_library(url):
    with urlopen(url, timeout=5) as response:  # want "CL501: .*urlopen"
        return response.read()


async def standard_library_by_its_module(url):
    return urllib.request.urlopen(url).read()  # want "CL501: .*urlopen"


async def pool_manager(url):
    return manager.request("GET", url)  # want "CL501: .*request"


async def plain_connection(host):
    conn = http.client.HTTPSConnection(host, timeout=5)
    conn.request("GET", "/")  # want "CL501: .*request"
    return conn.getresponse().status  # want "CL501: .*getresponse"


async def raw_socket(host):
    return socket.create_connection((host, 80), timeout=5)  # want "CL501: socket.create_connection"


async def mail(sender, to, text):
    with smtplib.SMTP("localhost") as smtp:  # want "CL501: smtplib.SMTP"
        smtp.sendmail(sender, to, text)  # want "CL501: .*sendmail"


async def call_instead_of_a_reference(url):
    # The call runs first, in the loop; only its result goes to the thread.
    return await asyncio.to_thread(requests.get(url).json)  # want "CL501: requests.get"


async def in_a_comprehension(urls):
    return [requests.get(url).status_code for url in urls]  # want "CL501: requests.get"


class Client:
    def __init__(self):
        self.http = requests.Session()

    async def attribute(self, url):
        return self.http.get(url)  # want "CL501: .*Session.get"


async def nested_coroutine(url):
    async def load():
        return requests.get(url, timeout=5)  # want "CL501: requests.get"

    return await load()
