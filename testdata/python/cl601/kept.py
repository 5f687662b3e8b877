"""Clients and files that another object has, however it came by them."""

import subprocess

import httpx
import pymongo
import redis.asyncio as redis
from openai import AsyncOpenAI

shared = None


def one_of_two_in_a_dict(key):
    settings = {"api_key": key, "http_client": shared or httpx.AsyncClient()}  # ok: the client that is made of it has it
    return AsyncOpenAI(**settings)


def one_of_two_in_a_call(key):
    return AsyncOpenAI(api_key=key, http_client=shared or httpx.AsyncClient())  # ok: the client that is made of it has it


def client_of_a_pool(url):
    pool = redis.ConnectionPool.from_url(url)  # ok: the client that is made of it has it
    return redis.Redis(connection_pool=pool)


async def closed_by_a_helper(url, within):
    client = httpx.AsyncClient()  # ok: the helper calls its close
    try:
        return await client.get(url)
    finally:
        await bounded(client.aclose, within)


async def bounded(close, within):
    for _ in range(within):
        await close()


def output_of_a_child(args, kwargs):
    def stream(name):
        return open(kwargs[name], "w")

    out = stream("stdout")  # ok: the child writes to it
    child = subprocess.Popen(args, stdout=out)
    return child.wait(timeout=60)


async def nearly_finally(url, check):
    client = httpx.AsyncClient()  # ok: a note, only what stands before the try can miss the finally
    check(url)
    try:
        return await client.get(url)
    finally:
        await client.aclose()


def table_of_a_client(database, name):
    global table
    table = pymongo.MongoClient("localhost")[database][name]  # ok: the table keeps the client
