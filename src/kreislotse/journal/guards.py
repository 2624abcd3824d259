"""Triggers that make the database itself refuse to change or delete rows of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Trigger:
    """A trigger as the database was told to make it."""

    name: str
    sql: str


@dataclass(frozen=True)
class Function:
    """What a trigger of PostgreSQL calls; its body is kept to be compared later."""

    name: str
    body: str

    def sql(self, schema: str) -> str:
        # The schema is pinned, with temporary tables last: else somebody's own table of the same
        # name would be asked instead of ours.
        return (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
            f'SET search_path = "{schema}", pg_temp AS $${self.body}$$'
        )


_SQLITE = "CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN {refuse} END"
# INSERT OR REPLACE deletes the row in its way without asking the trigger against deletion.
_SQLITE_REPLACE = (
    "CREATE TRIGGER {name} BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refuse} END"
)
_POSTGRES = (
    "CREATE TRIGGER {name} BEFORE {verb} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()"
)


def triggers_against_change(
    table: str, vendor: str, same: Sequence[str] = ("id = NEW.id",)
) -> Iterator[Trigger]:
    """What lets a table only grow; `same` says, as SQL, when a new row would replace an old one."""
    refuse = f"SELECT RAISE(ABORT, '{table} only grows');"
    postgres = vendor == "postgresql"
    for verb in ("UPDATE", "DELETE", "TRUNCATE") if postgres else ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        pattern = _POSTGRES if postgres else _SQLITE
        yield Trigger(name, pattern.format(name=name, verb=verb, table=table, refuse=refuse))
    if not postgres:
        name, found = f"{table}_no_replace", " OR ".join(f"({each})" for each in same)
        yield Trigger(
            name, _SQLITE_REPLACE.format(name=name, table=table, same=found, refuse=refuse)
        )


def function_against_change(table: str) -> Function:
    return Function(f"{table}_only_grows", f" BEGIN RAISE EXCEPTION '{table} only grows'; END ")


def guard_against_change(
    table: str, editor: BaseDatabaseSchemaEditor, same: Sequence[str] = ("id = NEW.id",)
) -> None:
    """Let the table only grow, for raw SQL as well."""
    vendor = editor.connection.vendor
    if vendor == "postgresql":
        editor.execute(function_against_change(table).sql(schema_of(editor.connection)))
    for trigger in triggers_against_change(table, vendor, same):
        editor.execute(trigger.sql)


_YOUNG = {
    "sqlite": "datetime('now', '-{days} days')",
    "postgresql": "now() - interval '{days} days'",
}


def guard_for_days(
    table: str,
    editor: BaseDatabaseSchemaEditor,
    *,
    young: str,
    days: int,
    same: Sequence[str] = ("id = NEW.id",),
) -> None:
    """Let no row be changed, nor deleted so many days long by the database's own clock.

    `young` says as SQL that the row OLD is younger than {limit}.
    """
    vendor = editor.connection.vendor
    condition = young.format(limit=_YOUNG[vendor].format(days=days))
    if vendor == "postgresql":
        schema = schema_of(editor.connection)
        editor.execute(function_against_change(table).sql(schema))
        editor.execute(_function_for_days(table, condition).sql(schema))
    for trigger in triggers_against_change(table, vendor, same):
        is_delete = trigger.name == f"{table}_no_delete"
        editor.execute(_for_days(table, vendor, condition) if is_delete else trigger.sql)


def _function_for_days(table: str, young: str) -> Function:
    body = f" BEGIN IF {young} THEN RAISE EXCEPTION '{table} only grows'; END IF; RETURN OLD; END "
    return Function(f"{table}_kept_for_days", body)


def _for_days(table: str, vendor: str, young: str) -> str:
    begin = f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{begin} EXECUTE FUNCTION {table}_kept_for_days()"
    return f"{begin} WHEN {young} BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"


def schema_of(database: Any) -> str:
    """The schema of PostgreSQL in which the tables are."""
    with database.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])
