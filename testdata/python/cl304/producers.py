"""Producers of a message broker."""

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from kafka import KafkaProducer

shared = KafkaProducer(bootstrap_servers="kafka:9092")  # ok: once, with the module


async def order(message: bytes):
    producer = KafkaProducer(bootstrap_servers="kafka:9092")  # want "CL304: kafka.KafkaProducer makes"
    producer.send("orders", message)
    producer.close()


async def paid(message: bytes):
    producer = AIOKafkaProducer(bootstrap_servers="kafka:9092")  # want "CL304: aiokafka.AIOKafkaProducer makes"
    await producer.start()
    await producer.send_and_wait("paid", message)
    await producer.stop()


def sent(message: bytes):
    shared.send("orders", message)


async def listen(topic: str):
    consumer = AIOKafkaConsumer(topic, bootstrap_servers="kafka:9092")  # ok: lives as long as it listens
    await consumer.start()
    try:
        async for message in consumer:
            print(message)
    finally:
        await consumer.stop()


class Bus:
    def __init__(self, servers):
        self.producer = AIOKafkaProducer(bootstrap_servers=servers)  # ok: kept by the object

    async def start(self):
        await self.producer.start()

    async def tell(self, message: bytes):
        await self.producer.send_and_wait("orders", message)
