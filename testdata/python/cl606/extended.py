"""Sessions of a class that extends SQLAlchemy's."""

from alembic import op
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session


class Explained(AsyncSession):
    async def explain(self, statement):
        return await self.execute(text("explain " + statement))


class Counted(Session):
    count = 0


class Store:
    def __init__(self, url):
        self.engine = create_async_engine(url)

    def session(self):
        return Explained(self.engine)

    async def closed_by_with(self, statement):
        async with self.session() as db:  # ok: with
            return await db.explain(statement)

    async def closed_in_finally(self, statement):
        db = self.session()  # ok: finally
        try:
            return await db.explain(statement)
        finally:
            await db.close()

    async def never_closed(self, statement):
        db = self.session()  # want "CL606"
        return await db.explain(statement)


engine = create_engine("postgresql://localhost/shop")


def count(item):
    with Counted(engine) as db:  # ok: with
        db.add(item)


def upgrade():
    session = Session(bind=op.get_bind())  # ok: alembic ends the connection of a migration
    session.query(Counted).delete()
    session.commit()


def of_a_connection(item):
    with engine.connect() as connection:
        session = Session(connection)  # ok: the connection is given back
        session.add(item)
        session.flush()
