"""Sessions of SQLAlchemy that some way out leaves open, and sessions that are closed or handed on."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

engine = create_engine("postgresql://localhost/shop")
make = sessionmaker(bind=engine)
registry = scoped_session(make)


def never_closed(name):
    session = make()  # want "CL606: .*sessionmaker.* opens 'session', which is not closed on every return;"
    return session.query(name).all()


def not_on_an_exception(item):
    session = Session(engine)  # want "CL606: .*Session opens 'session', which is not closed when an exception passes through"
    session.add(item)
    session.commit()
    session.close()


def not_on_an_early_return(item):
    session = make()  # want "CL606"
    try:
        if session.get(type(item), 1):
            return False
        session.add(item)
        session.commit()
    except Exception:
        session.close()
        raise
    session.close()
    return True


def with_closes(item):
    with make() as session:  # ok: with
        session.add(item)
        session.commit()


def begin_closes(item):
    with make.begin() as session:  # ok: with
        session.add(item)


def finally_closes(item):
    session = make()  # ok: finally
    try:
        session.add(item)
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


def get_session():
    session = make()  # ok: closed by whoever drives the generator
    try:
        yield session
    finally:
        session.close()


@pytest.fixture
def fixture():
    session = make()  # ok: closed after the test
    yield session
    session.close()


def of_the_registry(item):
    session = registry()  # ok: the registry keeps it for the thread
    session.add(item)
    session.commit()


def returned():
    return make()  # ok: handed on


class Repository:
    def __init__(self):
        self.session = make()  # ok: kept by the object


def given_away(item, unit):
    unit.use(make())  # ok: somebody else's
