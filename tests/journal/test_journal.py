"""What a deed leaves in the journal."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.deeds import add, change
from kreislotse.access.policy import Permission, Role
from kreislotse.journal.entries import WITHHELD, write
from kreislotse.journal.models import JournalEntry, JournalHead
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.organisations.models import Body
from tests.factories.access import AccountFactory
from tests.factories.journal import written
from tests.factories.organisations import BodyFactory, ContactFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_new_record_leaves_all_that_it_says(acting):
    """R-GEN-02"""
    district = OrganisationFactory()
    clerk = acting(Role.STEERING, at=district)

    body = add(
        Body(
            owner=district, name="Integrationsausschuss", members=15, valid_from=date(2015, 9, 23)
        ),
        "register_body",
        actor=clerk,
        needs=Permission.MANDATE_EDIT,
    )

    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.person_id, entry.owner_id, entry.at) == (
        "register_body",
        clerk.person_id,
        district.pk,
        clerk.at,
    )
    assert (entry.record, entry.record_id, entry.label) == (
        "organisations.Body",
        body.pk,
        "Integrationsausschuss",
    )
    assert entry.change == {
        "owner": district.pk,
        "name": "Integrationsausschuss",
        "kind": "committee",
        "gender": "m",
        "members": 15,
        "valid_from": "2015-09-23",
    }


def test_a_change_leaves_what_was_and_what_is(acting):
    """R-GEN-02"""
    body = BodyFactory(name="Ausschuss", members=15)
    clerk = acting(Role.STEERING, at=body.owner)

    change(
        body,
        "change_body",
        actor=clerk,
        needs=Permission.MANDATE_EDIT,
        note="neue Wahlperiode",
        members=17,
        name="Ausschuss",
    )

    entry = JournalEntry.objects.get()
    assert (entry.change, entry.note) == ({"members": [15, 17]}, "neue Wahlperiode")


def test_a_change_that_changes_nothing_leaves_nothing(acting):
    body = BodyFactory(members=15)
    clerk = acting(Role.STEERING, at=body.owner)
    change(body, "change_body", actor=clerk, needs=Permission.MANDATE_EDIT, members=15)
    assert not JournalEntry.objects.exists()


def test_a_refused_deed_leaves_nothing(acting):
    body = BodyFactory(members=15)
    stranger = acting(Role.STEERING, at=OrganisationFactory())
    with pytest.raises(NotAllowed):
        change(body, "change_body", actor=stranger, needs=Permission.MANDATE_EDIT, members=3)
    body.refresh_from_db()
    assert body.members == 15
    assert not JournalEntry.objects.exists()


def test_an_entry_falls_with_the_deed_around_it(acting):
    body = BodyFactory()
    clerk = acting(Role.STEERING, at=body.owner)
    with transaction.atomic():
        write(body, "change_body", actor=clerk)
        transaction.set_rollback(True)
    assert not JournalEntry.objects.exists()
    assert not JournalHead.objects.filter(number__gt=0).exists()


def test_amounts_days_and_records_are_kept_as_text_and_numbers(acting):
    body = BodyFactory()
    clerk = acting(Role.STEERING, at=body.owner)
    entry = write(
        body, "try", actor=clerk, sum=Money(123), day=date(2015, 12, 24), by=body.owner, all=(1, 2)
    )
    entry.refresh_from_db()
    assert entry.change == {
        "sum": "1,23\u00a0€",
        "day": "2015-12-24",
        "by": body.owner_id,
        "all": [1, 2],
    }


def test_what_is_said_about_a_person_is_not_kept(acting):
    """R-CON-04, R-DP-21: the journal cannot be erased, so it must hold no names of people."""
    contact = ContactFactory(name="Alex Beispiel", phone="02541 1")
    clerk = acting(Role.STEERING, at=contact.owner)
    entry = write(
        contact, "change_contact", actor=clerk, phone=["02541 1", ""], name="Alex", topic=7
    )
    assert (entry.label, entry.change) == (
        "",
        {"phone": [WITHHELD, ""], "name": WITHHELD, "topic": 7},
    )


def test_the_data_protection_officer_reads_the_entries_of_the_place(acting):
    """R-DP-21"""
    ours, theirs = BodyFactory(), BodyFactory()
    account = AccountFactory()
    officer = acting(Role.DATA_PROTECTION_OFFICER, at=ours.owner)
    about_us, about_them, about_nobody = (
        write(record, "try", actor=officer) for record in (ours, theirs, account)
    )
    seen = set(JournalEntry.objects.visible_to(officer))
    assert seen == {about_us, about_nobody}
    assert about_them not in seen


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DATA_PROTECTION_OFFICER}))
def test_nobody_else_reads_the_journal_as_a_list(acting, role):
    """R-DP-11, R-DP-21"""
    body = BodyFactory()
    reader = acting(role, at=body.owner)
    write(body, "try", actor=reader)
    assert not JournalEntry.objects.visible_to(reader).exists()


def test_the_history_of_a_record_is_its_own(acting):
    first, second = written(2)
    other = written(1)
    history = JournalEntry.objects.of_record(OrganisationFactory._meta.model(pk=first.record_id))
    assert list(history) == [second, first]
    assert other[0] not in history


def test_entries_are_neither_changed_nor_deleted_by_the_program():
    entry = written()[0]
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        JournalEntry.objects.all().update(note="anders")
    with pytest.raises(TypeError):
        JournalEntry.objects.all().delete()
