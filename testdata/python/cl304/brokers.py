"""Connections to message brokers."""

import asyncio

import aio_pika
import pika
from fastapi import FastAPI

app = FastAPI()


@app.post("/orders")
async def order(body: bytes):
    connection = await aio_pika.connect_robust("amqp://b")  # want "CL304: aio_pika.connect_robust opens a connection to a message broker"
    async with connection:
        channel = await connection.channel()
        await channel.default_exchange.publish(aio_pika.Message(body), routing_key="orders")


@app.post("/paid")
def paid(body: bytes):
    connection = pika.BlockingConnection()  # want "CL304: pika.BlockingConnection"
    channel = connection.channel()
    channel.basic_publish(exchange="", routing_key="paid", body=body)
    connection.close()


@app.websocket("/events")
async def events(socket):
    connection = await aio_pika.connect_robust("amqp://b")  # ok: each listener has its own
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True)
        async with queue.iterator() as messages:
            async for message in messages:
                await socket.send_text(message.body.decode())


async def listen(name: str, handle):
    connection = await aio_pika.connect_robust("amqp://b")  # ok: it brings messages
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(name)
        await queue.consume(handle)
        await asyncio.Future()


def listen_in_a_thread(name: str, handle):
    connection = pika.BlockingConnection()  # ok: it brings messages
    channel = connection.channel()
    channel.basic_consume(queue=name, on_message_callback=handle)
    channel.start_consuming()


async def pump(lines, name: str):
    connection = await aio_pika.connect_robust("amqp://b")  # ok: for as long as there are lines
    async with connection:
        channel = await connection.channel()
        while True:
            line = await lines.get()
            await channel.default_exchange.publish(aio_pika.Message(line), routing_key=name)


class Bus:
    async def start(self):
        self.connection = await aio_pika.connect_robust("amqp://b")  # ok: kept

    async def tell(self, body: bytes):
        channel = await self.connection.channel()
        await channel.default_exchange.publish(aio_pika.Message(body), routing_key="orders")

    async def stop(self):
        await self.connection.close()


async def is_alive():
    connection = await aio_pika.connect("amqp://b")  # ok: nobody calls it often
    await connection.close()
    return True
