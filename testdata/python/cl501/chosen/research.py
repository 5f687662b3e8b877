"""A class that is chosen by name: what most of the choices do, the call does."""

from .engines import Local, Memory, News, Slow, Web


def engine_for(name):
    match name:
        case "web":
            from .engines import Web

            name = Web
        case "news":
            from .engines import News

            name = News
        case "local":
            from .engines import Local

            name = Local
        case _:
            raise ValueError(name)
    return name


def quiet_engine_for(name):
    if name == "local":
        name = Local
    elif name == "memory":
        name = Memory
    else:
        raise ValueError(name)
    return name


def some_engine_for(name):
    if name == "web":
        name = Web
    return name


def asynchronous_engine_for(name):
    if name == "slow":
        name = Slow
    else:
        raise ValueError(name)
    return name


class Research:
    def __init__(self, name):
        self.engine = engine_for(name)
        self.quiet = quiet_engine_for(name)
        self.some = some_engine_for(name)
        self.asynchronous = asynchronous_engine_for(name)

    async def most_choices_block(self, query):
        engine = self.engine(query)
        return engine.search(5)  # want "CL501: requests.get .*Web.search"

    async def none_is_seen_to_block(self, query):
        return self.quiet(query).search(5)  # ok: neither asks anybody that is known

    async def may_be_anything(self, query):
        return self.some(query).search(5)  # ok: what came in may have come out

    async def awaited(self, query):
        return await self.asynchronous(query).search(5)  # ok: a coroutine

    async def one_of_two(self, query, keep):
        chosen = Memory if keep else Web
        return chosen(query).search(5)  # ok: a note: the other one asks nobody

    async def two_of_three(self, query, kind):
        chosen = {"web": Web, "news": News, "memory": Memory}[kind]
        return chosen(query).search(5)  # want "CL501: requests.get .*Web.search"
