"""Work that uses what somebody ends before it is done."""

import asyncio
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import anyio
import asyncpg
import httpx
import trio
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make_session = async_sessionmaker(create_async_engine("postgresql+asyncpg://db/app"))
make_sync_session = sessionmaker(create_engine("postgresql://db/app"))
pool = ThreadPoolExecutor(max_workers=4)
background = set()


async def get_session():
    async with make_session() as session:
        yield session


def get_sync_session():
    session = make_sync_session()
    try:
        yield session
    finally:
        session.close()


SessionDep = Annotated[AsyncSession, Depends(get_session)]


async def send(session, order):
    await session.execute(order)


async def fetch(client, url):
    await client.get(url)


def save(session, order):
    session.execute(order)


def save_and_log(session, order):
    try:
        save(session, order)
    except Exception:
        print("failed", order)


@app.post("/default")
async def of_a_dependency(order: int, session: AsyncSession = Depends(get_session)):
    task = asyncio.create_task(send(session, order))  # want "CL212: asyncio.create_task hands 'session' to work that may outlive it: it is closed when the request is over"
    background.add(task)
    task.add_done_callback(background.discard)


@app.post("/annotated")
async def of_an_annotation(order: int, session: Annotated[AsyncSession, Depends(get_session)]):
    background.add(asyncio.create_task(send(session, order)))  # want "CL212"
    await session.commit()


@app.post("/alias")
async def of_an_alias(order: int, session: SessionDep):
    background.add(asyncio.ensure_future(send(session, order)))  # want "CL212"
    await asyncio.sleep(1)


@app.post("/thread")
def in_a_thread(order: int, session: Session = Depends(get_sync_session)):
    threading.Thread(target=save, args=(session, order)).start()  # want "CL212"


@app.post("/executor")
def in_an_executor(order: int, session: Session = Depends(get_sync_session)):
    pool.submit(save_and_log, session, order)  # want "CL212"


@app.post("/block")
async def of_a_block(order: int):
    async with make_session() as session:
        background.add(asyncio.create_task(send(session, order)))  # want "CL212: .* it is closed at the end of the block"
        await session.commit()


async def of_a_client(url):
    async with httpx.AsyncClient() as client:
        background.add(asyncio.create_task(fetch(client, url)))  # want "CL212"


async def with_finally(order):
    session = make_session()
    try:
        background.add(asyncio.create_task(send(session, order)))  # want "CL212"
    finally:
        await session.close()


async def of_a_checkout(db: asyncpg.Pool, order):
    async with db.acquire(timeout=5) as conn:
        background.add(asyncio.create_task(conn.execute("insert into orders values ($1)", order)))  # want "CL212"


async def the_group_is_outside(url):
    async with asyncio.TaskGroup() as group:
        async with httpx.AsyncClient() as client:
            group.create_task(fetch(client, url))  # want "CL212"


async def in_a_nursery_of_the_caller(nursery: trio.Nursery, url):
    async with httpx.AsyncClient() as client:
        nursery.start_soon(fetch, client, url)  # want "CL212"


async def in_a_task_group_of_anyio(url):
    async with anyio.create_task_group() as group:
        async with httpx.AsyncClient() as client:
            group.start_soon(fetch, client, url)  # want "CL212"


@contextlib.asynccontextmanager
async def session_scope():
    async with make_session() as session:
        yield session
        await session.commit()


async def of_a_context_manager_of_ours(order):
    async with session_scope() as session:
        background.add(asyncio.create_task(send(session, order)))  # want "CL212"
