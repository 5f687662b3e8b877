"""A connection that is told its options is still the one to give back."""

from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

ENGINE = create_engine("postgresql:///app", pool_size=5)
ASYNC = create_async_engine("postgresql+asyncpg:///app", pool_size=5)


def in_a_with_block(query):
    with ENGINE.connect().execution_options(isolation_level="REPEATABLE READ") as connection:  # ok: the with block gives it back
        return connection.execute(text(query)).all()


async def in_an_async_with_block(query):
    async with ASYNC.connect() as connection:
        connection = await connection.execution_options(isolation_level="SERIALIZABLE")  # ok: the same connection
        return (await connection.execute(text(query))).all()


def never_given_back(query):
    connection = ENGINE.connect().execution_options(isolation_level="AUTOCOMMIT")  # want "CL602: sqlalchemy.Engine.connect"
    return connection.execute(text(query)).all()
