"""Clients of clouds, and the conversion of whole documents, on the loop."""

import asyncio

from fastapi import FastAPI
from google.cloud import bigquery, storage
from markitdown import MarkItDown

app = FastAPI()
client = storage.Client()
warehouse = bigquery.Client()


@app.post("/text")
async def text(path: str):
    return MarkItDown(enable_plugins=False).convert(path).text_content  # want "CL502: .*MarkItDown.convert"


@app.post("/text/elsewhere")
async def text_elsewhere(path: str):
    md = MarkItDown()
    result = await asyncio.to_thread(md.convert, path)  # ok: in a thread
    return result.text_content


@app.post("/text/in/a/thread")
def text_in_a_thread(path: str):
    return MarkItDown().convert(path).text_content  # ok: the framework runs it in a thread


@app.get("/files/{name}")
async def read(name: str):
    blob = client.bucket("files").blob(name)  # ok: no request is made
    return blob.download_as_bytes()  # want "CL502"


@app.get("/files/{name}/elsewhere")
async def read_elsewhere(name: str):
    blob = client.bucket("files").blob(name)
    return await asyncio.to_thread(blob.download_as_bytes)  # ok: in a thread


@app.get("/rows")
async def rows():
    return list(warehouse.query_and_wait("select 1"))  # want "CL502"
