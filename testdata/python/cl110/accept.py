"""One task or thread for each connection or message."""

import asyncio
import socket
import threading

import aio_pika
import redis.asyncio as redis
from aiokafka import AIOKafkaConsumer

running = set()
slots = threading.BoundedSemaphore(20)
turns = asyncio.Semaphore(20)


def serve(client):
    client.sendall(b"hello")
    client.close()


def accepts():
    listener = socket.socket()
    listener.bind(("localhost", 9000))
    listener.listen()
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client,)).start()  # want "CL110: threading.Thread.start starts threads in an endless loop with no limit; limit how many"


async def work(message):
    await asyncio.sleep(1)


def keep(task):
    running.add(task)
    task.add_done_callback(running.discard)


async def consumes(url):
    connection = await aio_pika.connect_robust(url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("orders")
        async with queue.iterator() as messages:
            async for message in messages:
                task = asyncio.create_task(work(message))  # want "CL110: asyncio.create_task starts one task per item of 'messages'"
                running.add(task)


async def reads_topic():
    consumer = AIOKafkaConsumer("orders")
    await consumer.start()
    try:
        async for message in consumer:
            task = asyncio.create_task(work(message))  # want "CL110"
            running.add(task)
    finally:
        await consumer.stop()


async def listens(r: redis.Redis):
    channel = r.pubsub()
    await channel.subscribe("orders")
    async for message in channel.listen():
        task = asyncio.create_task(work(message))  # want "CL110"
        running.add(task)


def accepts_some():
    listener = socket.create_server(("localhost", 9001))
    while True:
        slots.acquire()
        client, _ = listener.accept()
        threading.Thread(target=serve_and_release, args=(client,)).start()  # ok: a permit for each


def serve_and_release(client):
    try:
        serve(client)
    finally:
        slots.release()


async def one_after_the_other(queue: aio_pika.abc.AbstractQueue):
    async for message in queue:
        await work(message)  # ok: one at a time


async def with_a_turn(message):
    try:
        await work(message)
    finally:
        turns.release()


async def consumes_some(queue: aio_pika.abc.AbstractQueue):
    async for message in queue:
        await turns.acquire()
        task = asyncio.create_task(with_a_turn(message))  # ok: a permit for each
        running.add(task)


async def one_connection():
    listener = socket.create_server(("localhost", 9002))
    client, _ = listener.accept()
    threading.Thread(target=serve, args=(client,)).start()  # ok: one
