"""What runs one after the other, runs already, or is as many as somebody set up."""

import asyncio

import httpx


async def no_run_ever_waits(rows):
    async def to_page(row):
        return ", ".join(str(cell) for cell in row)

    return await asyncio.gather(*[to_page(row) for row in rows])


async def each_run_waits(rows):
    async def to_page(row):
        await store(row)
        return ", ".join(str(cell) for cell in row)

    return await asyncio.gather(*[to_page(row) for row in rows])  # want "CL101"


async def each_run_iterates(streams):
    async def drain(stream):
        async for part in stream:
            print(part)

    return await asyncio.gather(*[drain(stream) for stream in streams])  # want "CL101"


class Pipeline:
    def __init__(self, plugins, urls):
        self.plugins = plugins
        self.urls = urls
        self.http = httpx.AsyncClient()
        self._releases = set()

    async def parts_of_the_program(self):
        await asyncio.gather(*[plugin.close() for plugin in self.plugins])  # ok: a note; as many as somebody set up

    async def a_field_with_requests(self):
        await asyncio.gather(*[self.http.get(url) for url in self.urls])  # want "CL101"

    async def futures_that_run_already(self):
        await asyncio.gather(*(asyncio.wrap_future(release) for release in tuple(self._releases)))


async def handlers_from_a_parameter(handlers, event):
    await asyncio.gather(*[handle(event) for handle in handlers])  # ok: a note; as many as somebody set up


async def events_for_a_handler(handler, events):
    await asyncio.gather(*[handler(event) for event in events])  # want "CL101"


class Connection:
    async def frames(self, assembler):
        self.cancelled = asyncio.Future()
        while True:
            frame = asyncio.create_task(assembler.get())
            done, _ = await asyncio.wait((self.cancelled, frame), return_when=asyncio.FIRST_COMPLETED)
            if self.cancelled in done:
                return
            yield frame.result()


async def data_about_a_component(server_urls):
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*[client.get(url) for url in server_urls])  # want "CL101"


async def a_word_that_only_begins_alike(gateways):
    await asyncio.gather(*[gateway.check() for gateway in gateways])  # want "CL101"


class Cluster:
    def __init__(self, workers, urls):
        self.workers = workers
        self.urls = urls
        self.http = httpx.AsyncClient()

    async def what_is_left_of_a_set(self, wanted):
        to_close = set(self.workers) - set(wanted)
        await asyncio.gather(*[self.http.get(w) for w in to_close])  # ok: a note; workers

    async def what_is_left_of_data(self, done):
        left = set(self.urls) - set(done)
        await asyncio.gather(*[self.http.get(url) for url in left])  # want "CL101"


async def functions_that_are_called_in_the_loop(indices, bus):
    await asyncio.gather(*[bus.later(get_index()) for get_index in indices])  # ok: a note; functions are written
    await asyncio.gather(*[get_index() for get_index in indices])  # ok: a note


async def calls_that_a_model_asks_for(tool_calls, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(call.url) for call in tool_calls])  # ok: a note


async def calls_that_were_made(phone_calls, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(call.url) for call in phone_calls])  # want "CL101"


async def a_list_in_one_text(names: str, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(f"http://api/{name}") for name in names.split(",")])  # ok: a note; somebody wrote them


async def the_lines_of_a_file(text: str, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(line) for line in text.split("\n")])  # want "CL101"


async def parts_of_one_question(sub_questions, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(part.url) for part in sub_questions])  # ok: a note


async def questions_of_many(questions, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(part.url) for part in questions])  # want "CL101"


async def what_a_table_of_components_holds(pools, tier, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(model.url) for model in pools.get(tier, ())])  # ok: a note; as many as somebody set up


async def what_a_table_of_data_holds(orders, day, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(order.url) for order in orders.get(day, ())])  # want "CL101"


class Record:
    @classmethod
    async def _batch_load(cls, keys, http: httpx.AsyncClient):
        return await asyncio.gather(*[http.get(f"http://store/{key}") for key in keys])  # ok: a note; a loader says how many

    @classmethod
    async def load(cls, keys, http: httpx.AsyncClient):
        return await asyncio.gather(*[http.get(f"http://store/{key}") for key in keys])  # want "CL101"


async def arguments_of_one_message(msg, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(f"http://device/{arg}") for arg in msg.args])  # ok: a note


async def data_of_one_message(msg, http: httpx.AsyncClient):
    await asyncio.gather(*[http.get(f"http://device/{arg}") for arg in msg.data])  # want "CL101"
