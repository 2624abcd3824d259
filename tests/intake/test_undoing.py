"""Taking a list back: as if it had never been, or not at all (G30)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreislotse.access.policy import Role
from kreislotse.intake.actions import undo_upload
from kreislotse.intake.errors import NothingToTakeOver, WorkedWithSince
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import UploadState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants.actions import add_language, complete_candidate, restrict_candidate
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState
from tests.factories.intake import AMINA, DAY, HEADINGS, described, known
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import ResidenceTitleFactory, with_consent
from tests.intake.lists import people, taken_over

SARA = ("Karimi", "Sara", "04.05.1988", "Afghanistan")


@pytest.fixture(autouse=True)
def _titles(db):
    for code in ("GEST", "P25_2A"):
        ResidenceTitleFactory(code=code)


def said(person, **more):
    return dict(zip(HEADINGS, person, strict=True)) | more


def test_what_was_new_is_gone_and_what_was_changed_is_as_before(town, clerk):
    known(town, "Haddad", "Amina", wish="Gärtnerin")
    before = people()
    changed = said(AMINA, Berufswunsch="Köchin", Aufenthaltsstatus="Gestattung", Deutschniveau="A1")
    upload = taken_over(town, clerk, content=described(changed, said(SARA)))
    assert people() != before

    upload = undo_upload(upload, actor=clerk, note=" falsche Liste ")

    assert people() == before
    assert (upload.state, upload.receipt["deleted"], upload.receipt["restored"]) == (
        UploadState.UNDONE,
        1,
        1,
    )
    entry = JournalEntry.objects.order_by("number").last()
    assert (entry.verb, entry.note) == ("undo_upload", "falsche Liste")


def work_with(person):
    """What somebody may have done with a person since."""
    later = person.changed_at + timedelta(hours=1)
    rows = Candidate.objects.filter(pk=person.pk)
    return {
        "changed": lambda: rows.update(changed_at=later),
        "completed": lambda: rows.update(state=CandidateState.COMPLETE),
        "locked": lambda: rows.update(restricted_on=DAY, restriction="request"),
        "consented": lambda: with_consent(person),
    }


@pytest.mark.parametrize("work", ["changed", "completed", "locked", "consented"])
def test_once_somebody_has_worked_with_one_of_them_nothing_is_taken_back(town, clerk, work):
    upload = taken_over(town, clerk, AMINA, SARA)
    person = Candidate.objects.get(family_name="Karimi")
    work_with(person)[work]()
    before = people()
    with pytest.raises(WorkedWithSince) as refusal:
        undo_upload(upload, actor=clerk, note="falsche Liste")
    assert person.code in str(refusal.value)
    assert "Karimi" not in str(refusal.value)
    assert people() == before
    assert Upload.objects.get().state == UploadState.APPLIED


@pytest.mark.parametrize("deed", [complete_candidate, restrict_candidate])
def test_a_deed_on_somebody_whom_the_list_changed_keeps_it_from_being_taken_back(town, clerk, deed):
    """What is known about the person is as the list left it; somebody went on from there."""
    person = known(town, "Haddad", "Amina")
    add_language(person, actor=clerk, language="ar", interpreting=True)
    facts = {"Aufenthaltsstatus": "Gestattung", "Aufenthaltsstatus seit": "02.03.2015"}
    facts |= {"Deutschniveau": "A1", "Abschluss": "keine", "Leistungsrecht": "AsylbLG"}
    taken_over(town, clerk, content=described(said(AMINA, **facts)))
    later = replace(clerk, at=clerk.at + timedelta(hours=1))
    more = {"ground": "request", "note": "Verlangen"} if deed is restrict_candidate else {}
    deed(person, actor=later, **more)
    before = people()
    with pytest.raises(WorkedWithSince):
        undo_upload(Upload.objects.get(), actor=later, note="falsche Liste")
    assert people() == before


def test_somebody_erased_since_does_not_come_back(town, clerk):
    """R-DP-22"""
    person = known(town, "Haddad", "Amina")
    upload = taken_over(town, clerk, content=described(said(AMINA, Schuljahre="9"), said(SARA)))
    person.words.all().delete()
    person.delete()
    upload = undo_upload(upload, actor=clerk, note="falsche Liste")
    assert not Candidate.objects.exists()
    assert (upload.receipt["deleted"], upload.receipt["restored"]) == (1, 0)


def test_lists_are_taken_back_in_the_order_of_the_last_first(town, clerk):
    first = taken_over(town, clerk, AMINA)
    later = replace(clerk, at=clerk.at + timedelta(hours=1))
    second = taken_over(town, later, content=described(said(AMINA, Schuljahre="9")))
    with pytest.raises(WorkedWithSince):
        undo_upload(first, actor=later, note="falsche Liste")
    undo_upload(second, actor=later, note="falsche Liste")
    undo_upload(first, actor=later, note="falsche Liste")
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    ("role", "place", "note", "state", "refusal"),
    [
        (Role.STEERING, "town", "x", UploadState.APPLIED, NotAllowed),
        (Role.MUNICIPAL_CLERK, "elsewhere", "x", UploadState.APPLIED, NotAllowed),
        (Role.MUNICIPAL_CLERK, "town", " ", UploadState.APPLIED, ReasonNeeded),
        (Role.MUNICIPAL_CLERK, "town", "x", UploadState.CHECKED, WrongState),
        (Role.MUNICIPAL_CLERK, "town", "x", UploadState.UNDONE, WrongState),
    ],
)
def test_a_refused_undoing_changes_nothing(acting, town, clerk, role, place, note, state, refusal):
    upload = taken_over(town, clerk, AMINA)
    Upload.objects.update(state=state)
    actor = acting(role, at=town if place == "town" else MunicipalityFactory())
    before, entries = people(), JournalEntry.objects.count()
    with pytest.raises(refusal):
        undo_upload(upload, actor=actor, note=note)
    assert (people(), JournalEntry.objects.count()) == (before, entries)


LINES = st.fixed_dictionaries(
    {
        "Familienname": st.sampled_from(["Haddad", "Hadad", "Karimi", "Müller", "Mueller", ""]),
        "Vornamen": st.sampled_from(["Amina", "Sara", "Änne", "Aminah"]),
        "Geburtsdatum": st.sampled_from(["03.04.1990", "04.03.1990", "01.01.1990", "31.02.1990"]),
        "Staatsangehörigkeit": st.sampled_from(["Syrien", "Irak", "Nirgendland"]),
        "Aufenthaltsstatus": st.sampled_from(["", "Gestattung", "P25_2A"]),
        "Aufenthaltsstatus seit": st.sampled_from(["", "02.03.2015"]),
        "Leistungsrecht": st.sampled_from(["", "AsylbLG", "SGB II"]),
        "Sprachen zur Verständigung": st.sampled_from(["", "Arabisch", "Deutsch, Arabisch"]),
        "Deutschniveau": st.sampled_from(["", "A1", "B2"]),
        "Abschluss": st.sampled_from(["", "keine", "nur Schule"]),
        "Erlernter oder ausgeübter Beruf": st.sampled_from(["", "Köchin"]),
        "Kinderbetreuung nötig": st.sampled_from(["", "ja", "nein"]),
    }
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(LINES, min_size=1, max_size=5), then=st.lists(LINES, min_size=1, max_size=5))
def test_any_list_applied_twice_changes_nothing_more_and_undone_leaves_no_trace(
    town, clerk, first, then
):
    """G30, G31: whatever stands in it, and whoever is there already."""
    UploadRow.objects.all().delete()
    Upload.objects.all().delete()
    for person in Candidate.objects.all():
        _forget(person)
    begun = [each for each in first if each["Familienname"]]
    if begun:
        _try(town, clerk, begun)
    before = people()
    later = replace(clerk, at=clerk.at + timedelta(hours=1))
    upload = _try(town, later, then)
    if upload is None:
        assert people() == before
        return
    after = people()
    again = _try(town, replace(clerk, at=clerk.at + timedelta(hours=2)), then)
    assert people() == after
    assert again is None or (again.receipt["inserted"], again.receipt["updated"]) == (0, 0)
    undo_upload(upload, actor=later, note="Probe")
    assert people() == before


def _try(town, actor, lines):
    """The list taken over, or None where nothing in it can be."""
    try:
        return taken_over(town, actor, content=described(*lines))
    except NothingToTakeOver:
        return None


def _forget(person):
    for below in ("words", "statuses", "regimes", "qualifications", "languages"):
        getattr(person, below).all().delete()
    person.delete()
