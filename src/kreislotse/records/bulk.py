"""Many rows at once, without a model instance for each: for lists of tens of thousands.

Values go in as the database takes them; whoever calls has asked for the right and checked them.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, cast

from django.db import connection, models

_AT_ONCE = 500  # values in one condition; SQLite's older limit is 999


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of these columns (names in the database) in the quickest way there is."""
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own
        cursor.executemany(insert, cast("Sequence[Sequence[Any]]", rows))  # any iterable will do


def update_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Set these columns; the last value of each row is its primary key."""
    sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        update = f"UPDATE {table} SET {sets} WHERE id = %s"  # noqa: S608 - names of our own
        cursor.executemany(update, cast("Sequence[Sequence[Any]]", rows))


def delete_rows(model: type[models.Model], column: str, values: Iterable[Any]) -> None:
    """Delete the rows whose column has one of the values; nothing that hangs on them."""
    table, name = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        for some in in_parts(values, _AT_ONCE):
            marks = ", ".join(["%s"] * len(some))
            delete = f"DELETE FROM {table} WHERE {name} IN ({marks})"  # noqa: S608 - names of our own
            cursor.execute(delete, some)


def in_parts(values: Iterable[Any], size: int = _AT_ONCE) -> Iterable[list[Any]]:
    """The values in lists of at most this size."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
