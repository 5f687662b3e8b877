"""Clients of Google Cloud, each with connections of its own, and of brokers."""

from confluent_kafka import Producer
from fastapi import FastAPI
from google.cloud import bigquery, pubsub_v1, storage

app = FastAPI()
shared = storage.Client()
publisher = pubsub_v1.PublisherClient()


@app.get("/files/{name}")
def read(name: str):
    client = storage.Client()  # want "CL304: storage.Client|CL304: .*storage.Client"
    return client.bucket("files").blob(name).download_as_bytes()


@app.get("/files/{name}/shared")
def read_shared(name: str):
    return shared.bucket("files").blob(name).download_as_bytes()  # ok: one client for all


@app.get("/rows/{day}")
def rows(day: str):
    client = bigquery.Client()  # want "CL304"
    return client.query_and_wait("select * from t where day = @day")


@app.post("/events")
def publish(body: bytes):
    client = pubsub_v1.PublisherClient()  # want "CL304"
    return client.publish("topic", body).result()


@app.post("/events/shared")
def publish_shared(body: bytes):
    return publisher.publish("topic", body).result()  # ok: one client for all


@app.post("/messages")
def send(body: bytes):
    producer = Producer({"bootstrap.servers": "b"})  # want "CL304"
    producer.produce("topic", body)
    producer.flush()


@app.get("/files/{name}/of/{project}")
def of_a_project(name: str, project: str):
    client = storage.Client(project=project)  # ok: a note, a client for each project
    return client.bucket("files").blob(name).download_as_bytes()


class Store:
    def __init__(self):
        self.client = storage.Client()  # ok: kept

    def read(self, name):
        return self.client.bucket("files").blob(name).download_as_bytes()
