"""psycopg2 ends a transaction, psycopg closes."""

from contextlib import closing

import psycopg
import psycopg2

DSN = "postgresql://localhost/shop"


def psycopg2_stays_open():
    with psycopg2.connect(DSN) as c:  # want "CL601: psycopg2.connect"
        c.cursor().execute("delete from items")


def psycopg_closes():
    with psycopg.connect(DSN) as c:  # ok: closes
        c.execute("delete from items")


def closing_closes():
    with closing(psycopg2.connect(DSN)) as c:  # ok: closes
        c.cursor().execute("delete from items")
