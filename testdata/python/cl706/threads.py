"""asyncio objects that another thread touches. Only call_soon_threadsafe and run_coroutine_threadsafe wake the loop up."""

import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor


async def event_set_in_a_thread(read):
    done = asyncio.Event()

    def work():
        read()
        done.set()

    threading.Thread(target=work).start()  # want "CL706: .*asyncio.Event.set"
    await done.wait()


async def queue_filled_in_a_thread(read):
    lines = asyncio.Queue(100)

    def work():
        for line in read():
            lines.put_nowait(line)

    await asyncio.to_thread(work)  # want "CL706: .*put_nowait"
    return await lines.get()


class Feed:
    def __init__(self):
        self.messages = asyncio.Queue(1000)
        self.slots = asyncio.Semaphore(4)
        self.loop = asyncio.new_event_loop()

    def start(self, read):
        self.thread = threading.Thread(target=self.pump, args=(read,))
        self.thread.start()  # want "CL706"

    def pump(self, read):
        for message in read():
            self.messages.put_nowait(message)

    async def through_an_executor(self, read):
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self.give_back, read)  # want "CL706: .*release"

    def give_back(self, read):
        read()
        self.slots.release()

    def start_safely(self, read):
        self.thread = threading.Thread(target=self.pump_safely, args=(read,))
        self.thread.start()

    def pump_safely(self, read):
        for message in read():
            self.loop.call_soon_threadsafe(self.messages.put_nowait, message)  # ok: the loop does it itself

    def pump_as_a_coroutine(self, read):
        for message in read():
            asyncio.run_coroutine_threadsafe(self.messages.put(message), self.loop).result()  # ok: the loop does it itself

    def start_as_a_coroutine(self, read):
        self.thread = threading.Thread(target=self.pump_as_a_coroutine, args=(read,))
        self.thread.start()


async def call_soon_with_a_lambda(read):
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work():
        read()
        loop.call_soon_threadsafe(lambda: done.set())  # ok: the loop does it itself

    await asyncio.to_thread(work)


async def a_queue_of_threads(read):
    lines = queue.Queue(100)

    def work():
        for line in read():
            lines.put_nowait(line)  # ok: a queue of threads

    await asyncio.to_thread(work)


async def an_event_of_threads(read):
    done = threading.Event()

    def work():
        read()
        done.set()

    threading.Thread(target=work).start()
    await asyncio.to_thread(done.wait, 5)


def a_loop_of_the_thread_itself(read):
    def work():
        async def main():
            done = asyncio.Event()
            asyncio.get_running_loop().call_later(1, done.set)
            await done.wait()

        asyncio.run(main())

    threading.Thread(target=work).start()


async def set_after_the_thread(read):
    done = asyncio.Event()
    await asyncio.to_thread(read)
    done.set()  # ok: on the loop


async def looked_at_only(read):
    stop = asyncio.Event()

    def work():
        while not stop.is_set():
            read()

    with ThreadPoolExecutor(1) as pool:
        waiting = asyncio.get_running_loop().run_in_executor(pool, work)
        await asyncio.sleep(1)
        stop.set()
        await waiting


async def drain(queue):
    while True:
        print(await queue.get())


async def beside_a_consumer(frames):
    queue = asyncio.Queue()

    def pump():
        for frame in frames:
            queue.put_nowait(frame)

    await asyncio.gather(asyncio.to_thread(pump), drain(queue))  # want "CL706: asyncio.Queue.put_nowait"


async def in_a_task_of_its_own(frames):
    queue = asyncio.Queue()

    def pump():
        for frame in frames:
            queue.put_nowait(frame)

    task = asyncio.create_task(asyncio.to_thread(pump))  # want "CL706: asyncio.Queue.put_nowait"
    await drain(queue)
    await task


async def told_through_the_loop(frames):
    queue = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def pump():
        for frame in frames:
            loop.call_soon_threadsafe(queue.put_nowait, frame)

    await asyncio.gather(asyncio.to_thread(pump), drain(queue))  # ok: the loop puts it


async def returned_to_the_loop(frames):
    queue = asyncio.Queue()

    def read():
        return list(frames)

    async def pump():
        for frame in await asyncio.to_thread(read):
            queue.put_nowait(frame)

    await asyncio.gather(pump(), drain(queue))  # ok: the coroutine puts it
