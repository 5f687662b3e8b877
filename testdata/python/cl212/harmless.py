"""Work that ends before what it uses, opens its own, or is waited for. None of this is a finding."""

import asyncio
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import anyio
import asyncpg
import httpx
import trio
from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

import unknown_library

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/app"))
make_sync_session = sessionmaker(create_engine("postgresql://db/app"))
client_of_the_process = httpx.AsyncClient()
background = set()


async def get_session():
    async with make_session() as session:
        yield session


def get_client():
    return client_of_the_process


def get_sync_session():
    session = make_sync_session()
    try:
        yield session
    finally:
        session.close()


async def send(session, order):
    await session.execute(order)


async def send_and_tell(session, order, done):
    await session.execute(order)
    done.set()


async def send_alone(order):
    async with make_session() as session:
        await session.execute(order)


async def fetch(client, url):
    await client.get(url)


def save(session, order):
    session.execute(order)


async def write_id(order):
    await asyncio.sleep(order)


@app.post("/awaited")
async def awaited(order: int, session: AsyncSession = Depends(get_session)):
    task = asyncio.create_task(send(session, order))  # ok: the handler waits for it
    await asyncio.sleep(0)
    await task


@app.post("/gathered")
async def gathered(order: int, session: Annotated[AsyncSession, Depends(get_session)]):
    await asyncio.gather(send(session, order))  # ok


@app.post("/own")
async def opens_its_own(order: int, session: AsyncSession = Depends(get_session)):
    background.add(asyncio.create_task(send_alone(order)))  # ok: the session is the task's own
    await session.commit()


@app.post("/value")
async def gets_a_value(order: int, session: AsyncSession = Depends(get_session)):
    found = await session.get(dict, order)
    background.add(asyncio.create_task(write_id(found.id)))  # ok: only a number goes along


@app.post("/shared")
async def of_the_process(url: str, client: httpx.AsyncClient = Depends(get_client)):
    background.add(asyncio.create_task(fetch(client, url)))  # ok: nobody closes it with the request


@app.post("/background")
async def after_the_response(order: int, tasks: BackgroundTasks, session: AsyncSession = Depends(get_session)):
    tasks.add_task(send, session, order)  # ok: it runs before the dependency ends, from FastAPI 0.118 on


@app.post("/thread")
def joined(order: int, session: Session = Depends(get_sync_session)):
    thread = threading.Thread(target=save, args=(session, order))
    thread.start()  # ok
    thread.join()


@app.post("/result")
def asked(order: int, session: Session = Depends(get_sync_session)):
    with ThreadPoolExecutor(max_workers=1) as executor:
        future = executor.submit(save, session, order)  # ok
        print(future.result())


@app.post("/joined")
def left(orders: list[int]):
    with make_sync_session() as session:
        with ThreadPoolExecutor(max_workers=1) as executor:
            for order in orders:
                print(executor.submit(save, session, order).result())  # ok


@app.post("/handed")
async def handed_on(order: int, session: AsyncSession = Depends(get_session)):
    task = asyncio.create_task(send(session, order))  # ok: somebody else may wait for it
    await unknown_library.wait_for(task)


async def awaited_in_the_block(order):
    async with make_session() as session:
        task = asyncio.create_task(send(session, order))  # ok
        await session.commit()
        await task


async def gathered_in_the_block(orders):
    async with httpx.AsyncClient() as client:
        tasks = [asyncio.create_task(fetch(client, order)) for order in orders[:5]]  # ok
        await asyncio.gather(*tasks)


async def cancelled_in_the_block(url):
    async with httpx.AsyncClient() as client:
        task = asyncio.create_task(fetch(client, url))  # ok
        try:
            await unknown_library.serve()
        finally:
            task.cancel()


async def told_in_the_block(order):
    done = asyncio.Event()
    async with make_session() as session:
        background.add(asyncio.create_task(send_and_tell(session, order, done)))  # ok: it says when it is done
        await done.wait()


async def served_in_the_block(url):
    async with httpx.AsyncClient() as client:
        background.add(asyncio.create_task(fetch(client, url)))  # ok: what it waits for is not known
        await unknown_library.serve_forever()


async def the_group_is_inside(url):
    async with httpx.AsyncClient() as client:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch(client, url))  # ok


async def in_one_line(url):
    async with httpx.AsyncClient() as client, anyio.create_task_group() as group:
        group.start_soon(fetch, client, url)  # ok


async def in_a_nursery(url):
    async with httpx.AsyncClient() as client:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(fetch, client, url)  # ok


async def after_the_block(url):
    async with httpx.AsyncClient() as client:
        text = await client.get(url)
    background.add(asyncio.create_task(write_id(len(text.text))))  # ok


async def of_the_caller(conn: asyncpg.Connection, order):
    background.add(asyncio.create_task(conn.execute("insert into orders values ($1)", order)))  # ok: the caller closes it


async def on_one_branch(url, keep):
    client = httpx.AsyncClient()
    background.add(asyncio.create_task(fetch(client, url)))  # ok: where it is kept the task may use it
    if not keep:
        await client.aclose()
    return client


@contextlib.asynccontextmanager
async def shared_client():
    yield client_of_the_process


@contextlib.asynccontextmanager
async def session_scope():
    async with make_session() as session:
        yield session


async def lent_and_not_ended(url):
    async with shared_client() as client:
        background.add(asyncio.create_task(fetch(client, url)))  # ok: it lives on


async def waited_for_in_a_scope_of_ours(order):
    async with session_scope() as session:
        task = asyncio.create_task(send(session, order))  # ok
        await asyncio.wait({task})
