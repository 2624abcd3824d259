"""What the database does itself when a reading is written, so that writing is one statement.

It notes the entry's people, and moves the head of the chain to the entry.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from kreislotse.journal.guards import Function, schema_of

_NOTED = "journal_readentry_noted"
_PEOPLE = {
    "sqlite": "SELECT NEW.number, value FROM json_each(NEW.people)",
    "postgresql": "SELECT NEW.number, value::bigint FROM jsonb_array_elements_text(NEW.people)",
}
_DONE = (
    "INSERT INTO journal_readperson (entry_id, candidate_id) {people}; "
    "UPDATE journal_readhead SET number = NEW.number, hash = NEW.hash WHERE id = 1;"
)
_TRIGGER = f"CREATE TRIGGER {_NOTED} AFTER INSERT ON journal_readentry FOR EACH ROW"
_HASHED = {
    "sqlite": "SHA256({text})",  # a function that Django gives to every connection
    "postgresql": "encode(sha256(convert_to({text}, 'UTF8')), 'hex')",
}
# The head's row is locked where rows can be; on SQLite whoever writes is alone anyway.
_LOCKED = {"sqlite": "", "postgresql": "FOR UPDATE"}
# The number alone is not known before; `before` and `after` are what the seal says around it.
_WRITE = """
INSERT INTO journal_readentry
    (number, at, person_id, role, place_id, owner_id, kind, purpose, people, found, asked,
     previous_hash, hash)
SELECT head.number + 1, %(at)s, %(person_id)s, %(role)s, %(place_id)s, %(owner_id)s, %(kind)s,
    %(purpose)s, %(people)s, %(found)s, %(asked)s, head.hash, {hashed}
FROM (SELECT number, hash FROM journal_readhead WHERE id = 1 {locked}) head
RETURNING number, previous_hash, hash
"""


def note_by_trigger(editor: BaseDatabaseSchemaEditor) -> None:
    """Let an entry's people and the head follow from the entry, for raw SQL as well."""
    vendor = editor.connection.vendor
    done = _DONE.format(people=_PEOPLE[vendor])
    if vendor == "postgresql":
        body = f" BEGIN {done} RETURN NULL; END "
        editor.execute(Function(_NOTED, body).sql(schema_of(editor.connection)))
        editor.execute(f"{_TRIGGER} EXECUTE FUNCTION {_NOTED}()")
    else:
        editor.execute(f"{_TRIGGER} BEGIN {done} END")


def statement(vendor: str) -> str:
    """Chains an entry to the one before it; writes nothing where there is no head yet."""
    text = "head.hash || %(before)s || (head.number + 1) || %(after)s"
    return _WRITE.format(hashed=_HASHED[vendor].format(text=text), locked=_LOCKED[vendor])
