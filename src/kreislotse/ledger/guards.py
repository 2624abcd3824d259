"""Triggers by which the database refuses to overdraw an account, whoever writes (R-DIS-02)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# SQLite has one writer at a time; the sum cannot change between reading and writing.
_SQLITE = (
    """
CREATE TRIGGER ledger_transfer_not_overdrawn BEFORE INSERT ON ledger_transfer
WHEN NOT (SELECT may_go_negative FROM ledger_account WHERE id = NEW.source_id)
    AND (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE target_id = NEW.source_id)
    - (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE source_id = NEW.source_id)
    < NEW.amount
BEGIN SELECT RAISE(ABORT, 'ledger_transfer: the account would be overdrawn'); END
""",
    """
CREATE TRIGGER ledger_transfer_within_book BEFORE INSERT ON ledger_transfer
WHEN EXISTS (
    SELECT 1 FROM ledger_account
    WHERE id IN (NEW.source_id, NEW.target_id) AND book_id <> NEW.book_id
)
BEGIN SELECT RAISE(ABORT, 'ledger_transfer: an account of another book'); END
""",
)

# The lock on the account makes a second writer wait; the sum is read afterwards. A snapshot taken
# before the wait would not show what the first one booked, hence no REPEATABLE READ.
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_refuse_overdraft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE source ledger_account;
BEGIN
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'ledger_transfer: book in READ COMMITTED or SERIALIZABLE';
    END IF;
    SELECT * INTO source FROM ledger_account WHERE id = NEW.source_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM ledger_account
        WHERE id IN (NEW.source_id, NEW.target_id) AND book_id <> NEW.book_id
    ) THEN
        RAISE EXCEPTION 'ledger_transfer: an account of another book';
    END IF;
    IF NOT source.may_go_negative
        AND (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE target_id = NEW.source_id)
        - (SELECT COALESCE(SUM(amount), 0) FROM ledger_transfer WHERE source_id = NEW.source_id)
        < NEW.amount
    THEN
        RAISE EXCEPTION 'ledger_transfer: the account would be overdrawn';
    END IF;
    RETURN NEW;
END $$
"""
_POSTGRES = """
CREATE TRIGGER ledger_transfer_not_overdrawn BEFORE INSERT ON ledger_transfer
FOR EACH ROW EXECUTE FUNCTION ledger_refuse_overdraft()
"""


def guard_against_overdraft(editor: BaseDatabaseSchemaEditor) -> None:
    """Let no transfer take more from an account than is on it, for raw SQL as well."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_POSTGRES_FUNCTION)
        editor.execute(_POSTGRES)
        return
    for trigger in _SQLITE:
        editor.execute(trigger)
