"""Sessions that a framework hands in, repositories around them, and routes that may block."""

from typing import Annotated, Protocol

from fastapi import Depends, FastAPI
from sqlmodel import Session, create_engine, select
from starlette.concurrency import run_in_threadpool

app = FastAPI()
engine = create_engine("sqlite:///shop.db")


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


class Orders(Protocol):
    def by_id(self, number): ...


class StoredOrders:
    def __init__(self, session: Session):
        self.session = session

    def by_id(self, number):
        return self.session.exec(select(number)).first()  # ok: the coroutine's call is the place


def orders(session: SessionDep):
    return StoredOrders(session)


class ShowOrder:
    def __init__(self, store: Orders):
        self.store = store

    async def execute(self, number):
        return self.store.by_id(number)  # want "CL503: .*StoredOrders.by_id"

    async def in_a_thread(self, number):
        return await run_in_threadpool(self.store.by_id, number)  # ok: another thread


@app.get("/handed-in")
async def handed_in(number: int, session: Session = Depends(get_session)):
    return session.exec(select(number)).all()  # want "CL503: sqlalchemy.orm.Session.exec"


@app.get("/annotated")
async def annotated(number: int, session: SessionDep):
    return session.get(ShowOrder, number)  # want "CL503: sqlalchemy.orm.Session.get"


@app.get("/repository")
async def repository(number: int, store: StoredOrders = Depends(orders)):
    return store.by_id(number)  # want "CL503: .*StoredOrders.by_id"


@app.get("/plain")
def plain(number: int, session: SessionDep):
    return session.get(ShowOrder, number)  # ok: a plain route runs in a thread


@app.get("/thread")
async def thread(number: int, session: SessionDep):
    return await run_in_threadpool(session.get, ShowOrder, number)  # ok: another thread


@app.get("/statement")
async def statement(number: int):
    return str(select(number))  # ok: asks nobody
