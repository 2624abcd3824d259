"""Many rows at once, without a model instance for each: for lists of tens of thousands.

Values go in as the database takes them; whoever calls has asked for the right and checked them.
"""

import gc
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from itertools import islice
from typing import Any, ParamSpec, TypeVar, cast

from django.db import connection, models

Answer = TypeVar("Answer")
Arguments = ParamSpec("Arguments")
_AT_ONCE = 500  # values in one condition; SQLite's older limit is 999


def uncollected(work: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Do the work without Python looking for circles of objects meanwhile.

    It would look through the whole program again with every few ten thousand values that are kept;
    thousands of rows make none, and what nobody refers to any more goes at once all the same.
    """

    @wraps(work)
    def undisturbed(*args: Arguments.args, **options: Arguments.kwargs) -> Answer:
        if not gc.isenabled():  # somebody further up, or another thread, turns it on again
            return work(*args, **options)
        gc.disable()
        try:
            return work(*args, **options)
        finally:
            gc.enable()

    return undisturbed


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


def update_alike(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, Sequence[Any]]]
) -> None:
    """Set these columns: primary key and values of each row; rows of the same values in one go."""
    same: dict[tuple[Any, ...], list[Any]] = {}
    for pk, values in rows:
        same.setdefault(tuple(values), []).append(pk)
    single = [(*values, pks[0]) for values, pks in same.items() if len(pks) == 1]
    update_rows(model, columns, single)
    sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for values, pks in same.items():
            for some in in_parts(pks) if len(pks) > 1 else ():
                marks = ", ".join(["%s"] * len(some))
                update = f"UPDATE {table} SET {sets} WHERE id IN ({marks})"  # noqa: S608 - names of our own
                cursor.execute(update, (*values, *some))


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
