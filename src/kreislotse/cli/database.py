"""What the command line says when the database is not ready."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, OperationalError, connection

from kreislotse.kernel.refusals import DomainError


class NoTables(DomainError):
    """A database in which nothing has been set up."""

    message = "In dieser Datenbank gibt es noch keine Tabellen: kreislotse manage migrate"


class OutOfReach(DomainError):
    """A database that does not answer or cannot be opened."""

    message = (
        "Die Datenbank ist nicht zu erreichen. Prüfen Sie KREISLOTSE_DATA und "
        "KREISLOTSE_DATABASE_URL."
    )


@contextmanager
def database_in_use() -> Iterator[None]:
    """Turn a missing or unreachable database into a sentence; other errors stay what they are."""
    try:
        yield
    except DatabaseError as problem:
        if _has_tables(problem):
            raise
        raise NoTables from problem


def _has_tables(problem: DatabaseError) -> bool:
    try:
        return "journal_journalhead" in connection.introspection.table_names()
    except OperationalError:
        raise OutOfReach from problem
