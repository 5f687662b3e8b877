"""What follows the program and not its data, or happens as something begins or ends."""

import asyncio

import httpx

client = httpx.AsyncClient()
PERMITS = asyncio.Semaphore(8)


async def fetch(url):
    return await client.get(url)


async def names_of_components(server_names):
    await asyncio.gather(*[client.get(f"http://{name}/") for name in server_names])  # ok: a note


async def names_of_data(user_names):
    await asyncio.gather(*[client.get(f"http://users/{name}/") for name in user_names])  # want "CL101"


async def components_from_a_call(registry):
    await asyncio.gather(*[client.get(s) for s in registry.enabled_services(all=True)])  # ok: a note


async def data_from_a_call(registry, service):
    await asyncio.gather(*[client.get(u) for u in registry.urls_of(service)])  # want "CL101"


async def what_is_to_be_done_with_components(components_to_refresh):
    await asyncio.gather(*[client.get(c) for c in components_to_refresh])  # ok: a note


async def what_is_to_be_done_with_data(urls_to_refresh):
    await asyncio.gather(*[client.get(u) for u in urls_to_refresh])  # want "CL101"


async def components_to_hand_to(messages_to_receivers):
    await asyncio.gather(*[client.get(m) for m in messages_to_receivers])  # want "CL101"


async def ask_retrievers(retrievers, query):
    await asyncio.gather(*[client.get(r, params=query) for r in retrievers])  # ok: a note


async def what_was_retrieved(retrieved):
    await asyncio.gather(*[client.get(r) for r in retrieved])  # want "CL101"


async def configured_addresses(api_base_urls):
    await asyncio.gather(*[client.get(u) for u in api_base_urls])  # ok: a note


async def addresses_below_one(base_url, urls):
    await asyncio.gather(*[client.get(base_url + u) for u in urls])  # want "CL101"


async def looked_up_by_name(config):
    await asyncio.gather(*[client.get(u) for u in config.lookup.get("ollama.base_urls", [])])  # ok: a note


async def data_looked_up_by_name(payload):
    await asyncio.gather(*[client.get(u) for u in payload.lookup.get("urls", [])])  # want "CL101"


async def data_looked_up_by_component(found, server):
    await asyncio.gather(*[client.get(u) for u in found.get(server.urls)])  # want "CL101"


async def ask_models(models, prompt):
    await asyncio.gather(*[client.post(m, json=prompt) for m in models])  # ok: a note


async def ask_one_model(model_inputs):
    await asyncio.gather(*[client.post("http://model/", json=i) for i in model_inputs])  # want "CL101"


async def functions_of_a_table(kind, key):
    methods = {"flow": [read_flow, read_flow_state]}[kind]
    return await asyncio.gather(*[method(key) for method in methods])  # ok: a note; who writes a function writes how many


async def data_for_a_function(method, keys):
    return await asyncio.gather(*[method(key) for key in keys])  # want "CL101"


class Store:
    async def save(self, documents, batch_size=100):
        for i in range(0, len(documents), batch_size):
            await self._embed(documents[i : i + batch_size])

    async def _embed(self, batch_docs):
        await asyncio.gather(*[client.post("http://embed/", json=doc) for doc in batch_docs])  # ok: a note; cut by who calls

    async def save_all(self, documents):
        await self._embed_whole(documents)

    async def _embed_whole(self, batch_docs):
        await asyncio.gather(*[client.post("http://embed/", json=doc) for doc in batch_docs])  # want "CL101"

    async def save_batches(self, batches):
        for batch in batches:
            await self._embed_several([batch])

    async def _embed_several(self, batches):
        await asyncio.gather(*[client.post("http://embed/", json=b) for b in batches])  # want "CL101"


class Hub:
    def __init__(self):
        self.urls = set()

    async def shutdown(self):
        await asyncio.gather(*[client.delete(url) for url in self.urls])  # ok: a note; once, at the end
        await self._drain_rest()

    async def _drain_rest(self):
        await asyncio.gather(*[client.delete(url) for url in self.urls])  # ok: a note; only the shutdown calls it

    async def _stop_servers_of(self, user):
        await asyncio.gather(*[client.delete(url) for url in user.urls])  # want "CL101"

    async def logout(self, user):
        await self._stop_servers_of(user)

    async def close_rooms(self, urls):
        await asyncio.gather(*[client.delete(url) for url in urls])  # want "CL101"


class Pool:
    def __init__(self):
        self.permits = asyncio.Semaphore(512)
        self.idle = []

    async def connect(self, address):
        if self.idle:
            return self.idle.pop()
        await self.permits.acquire()
        return await asyncio.open_connection(address, 80)

    def release(self, connection):
        self.idle.append(connection)
        self.permits.release()


class Scheduler:
    def __init__(self):
        self.pool = Pool()

    async def ask(self, address):
        connection = await self.pool.connect(address)
        try:
            return await connection[0].read()
        finally:
            self.pool.release(connection)

    async def ask_all(self, addresses):
        return await asyncio.gather(*[self.ask(address) for address in addresses])  # ok: a note; what is open has a permit


async def only_sometimes(url):
    if url.startswith("https"):
        async with PERMITS:
            return await client.get(url)
    return await client.get(url)


async def a_permit_on_one_branch(urls):
    return await asyncio.gather(*[only_sometimes(url) for url in urls])  # want "CL101"


class Windows:
    async def scan(self, lines):
        window = []

        async def drain():
            await scan_window(window)
            window.clear()

        for line in lines:
            window.append(line)
            if len(window) == 32:
                await drain()
        await drain()


async def scan_window(window):
    await asyncio.gather(*(client.post("http://scan/", json=line) for line in window))  # ok: a note; cut by who calls


async def delete_all_indexes(graph):
    result = await graph.query("CALL db.indexes()")
    await asyncio.gather(*[graph.query(f"DROP INDEX {row}") for row in result[0]])  # ok: a note; the schema's


async def delete_all_rows(graph):
    result = await graph.query("MATCH (n) RETURN n")
    await asyncio.gather(*[graph.query(f"DELETE {row}") for row in result[0]])  # want "CL101"


def allowed_servers(user):
    return [s for s in user.servers if s.allowed]


async def what_a_function_returns(user):
    allowed = allowed_servers(user)
    await asyncio.gather(*[client.get(s) for s in allowed])  # ok: a note; named by who returns them


def allowed_documents(user):
    return [d for d in user.documents if d.allowed]


async def data_that_a_function_returns(user):
    allowed = allowed_documents(user)
    await asyncio.gather(*[client.get(d) for d in allowed])  # want "CL101"


LOADS = {}


async def settle_load(user):
    load = LOADS.pop(user, None)
    if isinstance(load, asyncio.Task):
        await asyncio.wait((load,))


async def waits_for_what_runs(user_ids):
    await asyncio.gather(*(settle_load(user) for user in user_ids))  # ok: a note; the loads run already


async def settle_and_reload(user):
    load = LOADS.pop(user, None)
    if isinstance(load, asyncio.Task):
        await asyncio.wait((load,))
    await client.get(user)


async def starts_work_of_its_own(user_ids):
    await asyncio.gather(*(settle_and_reload(user) for user in user_ids))  # want "CL101"


class Uploader:
    def upload_semaphore(self):
        return limiter_of(self)

    async def put(self, url):
        async with self.upload_semaphore():
            return await client.put(url)

    async def put_all(self, urls):
        return await asyncio.gather(*(self.put(url) for url in urls))  # ok: a note; it enters a semaphore

    def session(self):
        return session_of(self)

    async def put_in_session(self, url):
        async with self.session():
            return await client.put(url)

    async def put_all_in_sessions(self, urls):
        return await asyncio.gather(*(self.put_in_session(url) for url in urls))  # want "CL101"


async def kinds_of_things(needed_types, event):
    return await asyncio.gather(*[client.get(f"{kind}/{event}") for kind in needed_types])  # ok: a note; the program's kinds


async def typed_things(typed_events):
    return await asyncio.gather(*[client.get(event) for event in typed_events])  # want "CL101"
