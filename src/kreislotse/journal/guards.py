"""Triggers that make the database itself refuse to change or delete rows of a table."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
"""

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$
"""

_POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()
"""


def guard_against_change(table: str, editor: BaseDatabaseSchemaEditor) -> None:
    """Let the table only grow, for raw SQL as well."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_POSTGRES_FUNCTION.format(table=table))
        for verb in ("update", "delete", "truncate"):
            editor.execute(_POSTGRES.format(table=table, verb=verb, VERB=verb.upper()))
        return
    for verb in ("update", "delete"):
        editor.execute(_SQLITE.format(table=table, verb=verb, VERB=verb.upper()))
