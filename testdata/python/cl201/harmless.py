"""Tasks that somebody holds on to."""

import asyncio
import contextvars
import functools

import anyio
import pytest
import trio

background = set()
current = None
by_name = {}


async def work(n=0):
    await asyncio.sleep(n)


async def awaited():
    task = asyncio.create_task(work())  # ok: waited for
    await task


async def awaited_at_once():
    await asyncio.create_task(work())  # ok: waited for


async def awaited_with_a_timeout():
    await asyncio.wait_for(asyncio.create_task(work()), 5)  # ok: waited for
    task = asyncio.create_task(work())  # ok: the same, shielded
    await asyncio.wait_for(asyncio.shield(task), 5)


async def gathered():
    first = asyncio.create_task(work(1))  # ok: gathered
    second = asyncio.create_task(work(2))  # ok: gathered
    await asyncio.gather(first, second)


async def gathered_from_a_list():
    tasks = [asyncio.create_task(work(n)) for n in (1, 2, 3)]  # ok: gathered
    await asyncio.gather(*tasks)


async def waited_for_one_by_one():
    tasks = []
    for n in (1, 2, 3):
        tasks.append(asyncio.create_task(work(n)))  # ok: each is awaited below
    for task in tasks:
        await task


async def waited_for_by_key():
    tasks = {n: asyncio.create_task(work(n)) for n in (1, 2, 3)}  # ok: waited for
    await asyncio.wait(tasks.values())


async def first_of_two():
    reader = asyncio.create_task(work(1))  # ok: waited for in a set
    writer = asyncio.create_task(work(2))  # ok: waited for in a set
    done, pending = await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()


async def cancelled():
    ticker = asyncio.create_task(work(60))  # ok: cancelled at the end
    try:
        await work()
    finally:
        ticker.cancel()


async def held_while_waiting():
    lifespan = asyncio.create_task(work(60))  # ok: the variable lives as long as the wait
    await asyncio.Event().wait()


async def held_while_polling():
    task = asyncio.create_task(work(60))  # ok: the variable lives until it is done
    while not task.done():
        await asyncio.sleep(1)
    print(task.result())


def held_while_the_loop_runs():
    loop = asyncio.new_event_loop()
    task = loop.create_task(work())  # ok: the variable lives as long as the loop runs
    loop.run_forever()


async def returned():
    return asyncio.create_task(work())  # ok: the caller has it


async def returned_in_a_pair():
    reader, writer = asyncio.create_task(work(1)), asyncio.create_task(work(2))  # ok: the caller has them
    return reader, writer


async def returned_in_a_dict():
    return {"a": asyncio.create_task(work()), "b": asyncio.create_task(work())}  # ok: the caller has them


async def in_a_module_set():
    task = asyncio.create_task(work())  # ok: kept until it is done
    background.add(task)
    task.add_done_callback(background.discard)


async def in_a_module_variable():
    global current
    current = asyncio.create_task(work())  # ok: kept


async def in_a_module_dict(name):
    by_name[name] = asyncio.create_task(work())  # ok: kept


async def in_an_object(request):
    request.task = asyncio.create_task(work())  # ok: the request has it
    request.app.state.tasks.append(asyncio.create_task(work()))  # ok: the state has it
    setattr(request, "other", asyncio.create_task(work()))  # ok: the request has it


async def handed_over(registry):
    registry.add(asyncio.create_task(work()))  # ok: whoever takes it may keep it
    remember(asyncio.create_task(work()))  # ok: the same


def remember(task):
    background.add(task)


def helper_that_keeps():
    task = asyncio.create_task(work())  # ok: kept, and returned besides
    background.add(task)
    return task


async def caller_of_the_helper():
    helper_that_keeps()  # ok: the helper keeps it


async def through_a_lambda(bus):
    task = asyncio.create_task(work(60))  # ok: the callback refers to it
    bus.subscribe(lambda: task.cancel())


async def through_a_closure(bus):
    task = asyncio.create_task(work(60))  # ok: the function refers to it

    def stop():
        task.cancel()

    bus.subscribe(stop)


async def through_a_decorated_closure(app):
    task = asyncio.create_task(work(60))  # ok: the function refers to it

    @app.on_shutdown
    async def stop():
        task.cancel()


async def through_partial(bus):
    task = asyncio.create_task(work(60))  # ok: the partial refers to it
    bus.subscribe(functools.partial(print, task))


def in_a_lambda(loop, signals):
    for name in signals:
        loop.add_signal_handler(name, lambda: asyncio.create_task(work()))  # ok: what the lambda returns is the caller's


class Service:
    def __init__(self, loop):
        self._loop = loop
        self._task = None
        self._tasks = set()
        self._pending = []

    def start(self):
        self._task = self._loop.create_task(work())  # ok: an attribute

    def start_many(self):
        self._pending += [asyncio.create_task(work(n)) for n in (1, 2, 3)]  # ok: an attribute
        self._pending = [asyncio.create_task(work(n)) for n in (1, 2, 3)]  # ok: an attribute
        more = [asyncio.create_task(work(4))]  # ok: they end up in an attribute
        self._pending.extend(more)

    def spawn(self, coro):
        task = asyncio.create_task(coro)  # ok: kept until it is done
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def poke(self):
        self.spawn(work())  # ok: spawn keeps it

    def keep(self, task):
        self._tasks.add(task)

    def through_a_method(self):
        self.keep(asyncio.create_task(work()))  # ok: keep keeps it

    async def __aenter__(self):
        self._loop = asyncio.get_running_loop()
        return self


async def groups():
    async with asyncio.TaskGroup() as group:
        group.create_task(work())  # ok: the group keeps it
    async with anyio.create_task_group() as group:
        group.start_soon(work)  # ok: the group keeps it
    async with trio.open_nursery() as nursery:
        nursery.start_soon(work)  # ok: the nursery keeps it


async def in_a_group_of_the_caller(tg: asyncio.TaskGroup):
    tg.create_task(work())  # ok: the group keeps it


async def on_something_else(scheduler):
    scheduler.create_task(work())  # ok: nobody knows what the scheduler keeps


@pytest.fixture
async def server():
    task = asyncio.create_task(work(60))  # ok: the frame of the generator keeps it
    yield
    print("done")


async def events():
    pump = asyncio.create_task(work(60))  # ok: the frame of the generator keeps it
    for n in (1, 2, 3):
        yield n


async def in_a_tuple(pairs):
    entry = (asyncio.create_task(work()), "a")  # ok: it ends up in the list
    pairs.append(entry)


async def in_a_new_object():
    return Holder(asyncio.create_task(work()))  # ok: the object has it


class Holder:
    def __init__(self, task):
        self.task = task


async def gathered_in_place():
    for result in await asyncio.gather(asyncio.create_task(work(1)), asyncio.create_task(work(2))):  # ok: gathered
        print(result)
    await asyncio.wait([asyncio.create_task(work(1)), asyncio.create_task(work(2))], timeout=5)  # ok: waited for


async def in_an_attribute_of_an_element(jobs):
    for name, job in jobs.items():
        job.task = asyncio.create_task(work())  # ok: the job has it


async def in_an_attribute_of_a_result(jobs):
    job, created = jobs.get_or_create("a")
    job = remember(job)
    job.task = asyncio.create_task(work())  # ok: the job has it


async def as_a_key(running):
    task = asyncio.create_task(work())  # ok: the dict has it
    running[task] = "work"


async def as_a_key_of_a_literal():
    names = {asyncio.create_task(work(n)): n for n in (1, 2, 3)}  # ok: waited for
    await asyncio.wait(names)


def start_or_run(coro, inline):
    if inline:
        return asyncio.run(coro)
    return asyncio.create_task(coro)


async def helper_that_may_start_nothing():
    start_or_run(work(), inline=True)  # ok: nothing may be started at all


def scheduled(coro):
    return asyncio.create_task(coro)  # ok: the caller has it


async def awaited_from_a_helper():
    await scheduled(work())  # ok: waited for


def started(coro):
    return asyncio.create_task(coro)


async def lambda_that_returns_it(names):
    again = {
        "direct": lambda: asyncio.create_task(work()),  # ok: who calls it gets the task
        "through a helper": lambda: started(work()),  # ok: the same
    }
    tasks = [again[name]() for name in names]
    await asyncio.wait(tasks)


class Engine:
    """Its tasks stand in a frozen set, which each start replaces."""

    def __init__(self):
        self._tasks = frozenset()

    def start(self):
        task = asyncio.create_task(work())  # ok: joined to the set
        self._tasks = self._tasks | {task}
        task.add_done_callback(self._finished)

    def start_first(self):
        task = asyncio.create_task(work())  # ok: the set is joined to it
        self._tasks = {task} | self._tasks

    def start_in_a_list(self, others):
        task = asyncio.create_task(work())  # ok: unpacked beside the others
        self._tasks = [*others, task]

    def _finished(self, task):
        self._tasks = self._tasks - {task}


async def handed_to_a_helper_that_waits(links):
    return await gather_or_cancel(tuple(asyncio.create_task(work()) for _ in links[:9]))  # ok: the helper waits for all


async def a_list_handed_to_it(links):
    return await gather_or_cancel([asyncio.create_task(work()), asyncio.create_task(work())])  # ok


async def gather_or_cancel(tasks):
    try:
        return tuple(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


class Keeper:
    """Callbacks that keep the task, and a result that is not dropped."""

    def __init__(self, loop):
        self.loop = loop
        self.tasks = set()
        self.task = None

    def start(self, coro):
        self.task = asyncio.create_task(coro)  # ok: an attribute

    def soon(self, bus):
        self.loop.call_later(5, lambda: self.tasks.add(asyncio.create_task(work())))  # ok: the set has it
        self.loop.call_soon(lambda: setattr(self, "task", asyncio.create_task(work())))  # ok: an attribute
        self.loop.call_soon(lambda: self.start(work()))  # ok: start keeps it
        self.loop.call_soon(self.start, work())  # ok: the same
        self.loop.call_soon(lambda: background.add(self.loop.create_task(work())))  # ok: the set has it
        self.loop.call_soon(lambda: [self.tasks.add(t := asyncio.create_task(work()))])  # ok: the set has it
        bus.call_later(5, lambda: asyncio.create_task(work()))  # ok: nobody knows what the bus does with it

    async def run(self, group: asyncio.TaskGroup):
        self.loop.call_later(5, lambda: group.create_task(work()))  # ok: the group keeps it
        self.loop.call_later(5, group.create_task, work())  # ok: the group keeps it
        later = self.loop.create_future()
        self.loop.call_later(5, lambda: later.set_result(asyncio.create_task(work())))  # ok: who waits for it has it


def on_the_loop_of_a_reactor(loop):
    from twisted.internet import reactor

    task = loop.create_task(work())  # ok: the variable lives as long as the reactor runs
    task.add_done_callback(print)
    reactor.run()


async def in_one_go(n):
    print(n)


async def never_waits(loop):
    asyncio.create_task(in_one_go(1))  # ok: the loop holds it until its only step is over
    loop.call_soon(asyncio.ensure_future, in_one_go(2))  # ok: the same


class Door:
    def __init__(self, loop, lock):
        self.loop = loop
        self.lock = lock

    def open(self, who):
        async def _note():
            with self.lock:  # a lock of threads, which awaits nothing
                self.who = who

        self.loop.call_soon_threadsafe(self.loop.create_task, _note())  # ok: over in its first step
        self.loop.create_task(self._ring(who))  # ok: the same, and no other class has such a method

    async def _ring(self, who):
        self.rung = [x for x in who]


class Call:
    def __init__(self, context: contextvars.Context):
        self.context = context

    def start(self, coro):
        task = self.context.run(asyncio.get_running_loop().create_task, coro)
        background.add(task)
        asyncio.ensure_future(task).add_done_callback(background.discard)  # ok: the same task, and the set has it
