"""Triggers by which the database keeps the books, whoever writes (R-DIS-02, R-GRT-06).

No account is overdrawn, no money leaves its book, nothing booked changes, a book only gets longer.
"""

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kreislotse.journal.guards import (
    Function,
    Trigger,
    function_against_change,
    schema_of,
    triggers_against_change,
)

# Ten million million euros: sums of such amounts stay within what SQLite can add.
LARGEST_CENTS = 10**15

# By table: when a row to be inserted would replace one that is there.
_GROWING = {
    "ledger_account": (
        "id = NEW.id",
        "(book_id, item, kind) = (NEW.book_id, NEW.item, NEW.kind) AND party_id IS NEW.party_id",
    ),
    "ledger_transfer": (
        "id = NEW.id",
        "reference = NEW.reference",
        "reverses_id = NEW.reverses_id",
        "book_id = NEW.book_id AND number = NEW.number",
    ),
}

# SQLite has one writer at a time; the sum cannot change between reading and writing.
_SQLITE = {
    "ledger_transfer_not_overdrawn": """
BEFORE INSERT ON ledger_transfer
WHEN NOT COALESCE((SELECT may_go_negative FROM ledger_account WHERE id = NEW.source_id), 0)
    AND (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE target_id = NEW.source_id)
    - (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE source_id = NEW.source_id)
    < NEW.amount
BEGIN SELECT RAISE(ABORT, 'ledger_transfer: the account would be overdrawn'); END
""",
    "ledger_transfer_within_book": """
BEFORE INSERT ON ledger_transfer
WHEN 2 <> (
    SELECT COUNT(*) FROM ledger_account
    WHERE id IN (NEW.source_id, NEW.target_id) AND book_id = NEW.book_id
)
BEGIN SELECT RAISE(ABORT, 'ledger_transfer: an account of another book'); END
""",
    # A column of SQLite takes texts and fractions as well, and a text is more than any number.
    "ledger_transfer_whole_cents": f"""
BEFORE INSERT ON ledger_transfer
WHEN typeof(NEW.amount) <> 'integer' OR NEW.amount > {LARGEST_CENTS}
BEGIN SELECT RAISE(ABORT, 'ledger_transfer: an amount is whole cents'); END
""",
    "ledger_book_no_replace": """
BEFORE INSERT ON ledger_book
WHEN EXISTS (SELECT 1 FROM ledger_book WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger_book only grows'); END
""",
    "ledger_book_no_delete": """
BEFORE DELETE ON ledger_book
BEGIN SELECT RAISE(ABORT, 'ledger_book only grows'); END
""",
    "ledger_book_forward": """
BEFORE UPDATE ON ledger_book
WHEN NEW.id <> OLD.id OR NEW.owner_id <> OLD.owner_id OR NEW.length < OLD.length
    OR (NEW.length = OLD.length AND NEW."end" <> OLD."end")
BEGIN SELECT RAISE(ABORT, 'ledger_book only grows'); END
""",
}

# The lock on the account makes a second writer wait; the sum is read afterwards. A snapshot taken
# before the wait would not show what the first one booked, hence READ COMMITTED and no other.
_NOT_OVERDRAWN = Function(
    "ledger_refuse_overdraft",
    f"""
DECLARE source ledger_account;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'ledger_transfer: book in READ COMMITTED';
    END IF;
    SELECT * INTO source FROM ledger_account WHERE id = NEW.source_id FOR NO KEY UPDATE;
    IF 2 <> (
        SELECT COUNT(*) FROM ledger_account
        WHERE id IN (NEW.source_id, NEW.target_id) AND book_id = NEW.book_id
    ) THEN
        RAISE EXCEPTION 'ledger_transfer: an account of another book';
    END IF;
    IF NEW.amount > {LARGEST_CENTS} THEN
        RAISE EXCEPTION 'ledger_transfer: an amount is whole cents';
    END IF;
    IF NOT source.may_go_negative
        AND (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE target_id = NEW.source_id)
        - (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE source_id = NEW.source_id)
        < NEW.amount
    THEN
        RAISE EXCEPTION 'ledger_transfer: the account would be overdrawn';
    END IF;
    RETURN NEW;
END
""",  # noqa: S608 - put together from a number of our own
)
_FORWARD = Function(
    "ledger_book_moves_forward",
    """
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'ledger_book only grows';
    END IF;
    IF NEW.id <> OLD.id OR NEW.owner_id <> OLD.owner_id OR NEW.length < OLD.length
        OR (NEW.length = OLD.length AND NEW."end" <> OLD."end")
    THEN
        RAISE EXCEPTION 'ledger_book only grows';
    END IF;
    RETURN NEW;
END
""",
)
_POSTGRES = {
    "ledger_transfer_not_overdrawn": (
        "BEFORE INSERT ON ledger_transfer FOR EACH ROW EXECUTE FUNCTION ledger_refuse_overdraft()"
    ),
    "ledger_book_forward": (
        "BEFORE DELETE OR UPDATE ON ledger_book"
        " FOR EACH ROW EXECUTE FUNCTION ledger_book_moves_forward()"
    ),
    "ledger_book_no_truncate": (
        "BEFORE TRUNCATE ON ledger_book"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_book_moves_forward()"
    ),
}


def guard_ledger(editor: BaseDatabaseSchemaEditor) -> None:
    """Let the books only grow and no account be overdrawn, for raw SQL as well."""
    database = editor.connection
    if database.vendor == "postgresql":
        schema = schema_of(database)
        for function in _functions():
            editor.execute(function.sql(schema))
    for trigger in _triggers(database.vendor):
        editor.execute(trigger.sql)


def missing_guards(database: Any) -> list[str]:
    """The names of the guards that are not in place as they were made."""
    found = _found_on_postgres(database) if database.vendor == "postgresql" else _found(database)
    wanted = {trigger.name: _plain(trigger.sql) for trigger in _triggers(database.vendor)}
    if database.vendor == "postgresql":
        wanted |= {f"{function.name}()": _plain(function.body) for function in _functions()}
    return sorted(name for name, text in wanted.items() if found.get(name) != text)


def _triggers(vendor: str) -> Iterator[Trigger]:
    for table, same in _GROWING.items():
        yield from triggers_against_change(table, vendor, same)
    for name, rest in (_POSTGRES if vendor == "postgresql" else _SQLITE).items():
        yield Trigger(name, f"CREATE TRIGGER {name} {rest.strip()}")


def _functions() -> list[Function]:
    return [*map(function_against_change, _GROWING), _NOT_OVERDRAWN, _FORWARD]


def _found(database: Any) -> dict[str, str]:
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: _plain(sql) for name, sql in cursor.fetchall()}


def _found_on_postgres(database: Any) -> dict[str, str]:
    """Triggers that fire in every ordinary session, and the bodies of what they call."""
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
            " AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = %s::regnamespace)"
            " UNION ALL SELECT proname || '()', prosrc FROM pg_proc"
            " WHERE pronamespace = %s::regnamespace AND proconfig IS NOT NULL",
            [f'"{schema_of(database)}"'] * 2,
        )
        return {name: _plain(text) for name, text in cursor.fetchall()}


def _plain(sql: str) -> str:
    return " ".join(sql.split())
