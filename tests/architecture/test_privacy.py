"""Every column is declared as personal or plain."""

from functools import partial

import pytest

from kreislotse.journal.entries import WITHHELD, write
from kreislotse.journal.models import JournalEntry
from tests.architecture.trees import our_models
from tests.factories.access import AccountFactory
from tests.factories.journal import NOON
from tests.factories.organisations import ContactFactory


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_each_column_is_either_personal_or_plain(model):
    """R-DP-20, R-CON-04"""
    columns = {field.name for field in model._meta.concrete_fields}
    privacy = model.Privacy
    assert privacy.personal | privacy.plain == columns
    assert privacy.personal & privacy.plain == frozenset()


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [partial(AccountFactory, last_login=NOON), ContactFactory])
def test_nothing_that_is_declared_personal_reaches_the_journal(factory):
    """R-DP-21"""
    record = factory()
    personal = sorted(type(record).Privacy.personal)
    actor = type("Nobody", (), {"person_id": None, "at": NOON})()
    write(record, "try", actor=actor, **{name: getattr(record, name) for name in personal})
    entry = JournalEntry.objects.get()
    assert set(entry.change.values()) <= {WITHHELD, ""}
    assert str(record) not in f"{entry.label}{entry.change}{entry.note}"
