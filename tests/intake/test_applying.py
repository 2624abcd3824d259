"""Taking a list over: what was shown happens, once, and the receipt adds up (G30, G31)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.intake.actions import (
    apply_upload,
    correct_row,
    decide_row,
    undo_upload,
)
from kreislotse.intake.applying import made_ready, take_over
from kreislotse.intake.clearing import KEPT_DAYS, clear_rows
from kreislotse.intake.errors import NothingToTakeOver, RowsCleared
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import RowDecision, RowState, UploadState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.models import Candidate
from kreislotse.participants.reading import read_profile
from kreislotse.participants.states import CandidateState
from tests.factories.intake import AMINA, DAY, HEADINGS, described, known
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import ResidenceTitleFactory
from tests.intake.lists import checked, people, states, taken_over

S = RowState
SARA = ("Karimi", "Sara", "04.05.1988", "Afghanistan")
OMAR = ("Ahmad", "Omar", "07.02.1991", "Syrien")
WRONG = ("", "Xenia", "31.02.1990", "")
FULL = {
    "Familienname": "Haddad",
    "Vornamen": "Amina",
    "Geburtsdatum": "03.04.1990",
    "Geschlecht": "weiblich",
    "Staatsangehörigkeit": "Syrien",
    "Telefon": "02541 180",
    "Sprachen zur Verständigung": "Arabisch, Englisch",
    "Aufenthaltsstatus": "Gestattung",
    "Aufenthaltsstatus seit": "02.03.2015",
    "Eingereist am": "01.02.2015",
    "Schuljahre": "9",
    "Abschluss": "Berufsausbildung mit Abschluss",
    "Berufsgruppe": "29",
    "Erlernter oder ausgeübter Beruf": "Köchin",
    "Deutschniveau": "A2",
    "Nachweis des Deutschniveaus": "Zertifikat",
    "Kinderbetreuung nötig": "ja",
}


@pytest.fixture(autouse=True)
def _titles(db):
    ResidenceTitleFactory(code="GEST")


def test_what_is_corrected_while_the_rows_are_made_ready_is_what_is_written(town, clerk):
    upload = checked(town, clerk, AMINA, SARA)
    ready = made_ready(upload, today=clerk.today)
    correct_row(row_of(upload, 2), actor=clerk, typed={"given_names": "Amal"})
    receipt = take_over(upload, ready, at=clerk.at, today=clerk.today)
    assert (receipt["inserted"], receipt["new"]) == (2, 2)
    assert set(Candidate.objects.values_list("given_names", flat=True)) == {"Amal", "Sara"}


def test_who_becomes_known_while_the_rows_are_made_ready_is_not_begun_anew(town, clerk):
    upload = checked(town, clerk, AMINA, SARA)
    ready = made_ready(upload, today=clerk.today)
    amina = known(town, "Haddad", "Amina")
    receipt = take_over(upload, ready, at=clerk.at, today=clerk.today)
    assert (receipt["inserted"], receipt["doubtful"]) == (1, 1)
    row = row_of(upload, 2)
    assert (row.state, row.candidate_id, row.applied) == (S.DOUBTFUL, amina.pk, False)
    assert [reason[2] for reason in row.reasons] == ["meanwhile"]


def row_of(upload, number):
    return UploadRow.objects.get(upload=upload, number=number)


def test_what_the_list_says_is_on_record(town, clerk):
    """R-CAN-09"""
    upload = taken_over(town, clerk, content=described(FULL))
    person = Candidate.objects.get()
    profile = read_profile(person)
    assert (person.owner, person.district, person.state) == (
        town,
        town.part_of,
        CandidateState.DRAFT,
    )
    assert (profile.languages, profile.title, profile.german_level, profile.needs_childcare) == (
        ("ar", "en"),
        "GEST",
        "A2",
        True,
    )
    assert (profile.occupation_group, profile.contact, profile.sex) == ("29", "02541 180", "w")
    assert row_of(upload, 2).candidate_id == person.pk


def test_the_receipt_adds_up_to_the_rows_of_the_list(town, clerk):
    """G30"""
    known(town, "Karimi", "Sara", nationality="AF", born_on=DAY.replace(1988, 5, 4))
    known(town, "Omar", "Ahmad", born_on=DAY.replace(1991, 2, 7))
    bad = ("Falsch", "Fadi", "31.02.1990", "Syrien")
    upload = taken_over(town, clerk, AMINA, SARA, OMAR, bad, AMINA)

    assert upload.receipt == {
        "new": 1,
        "known": 1,
        "changed": 0,
        "doubtful": 2,
        "wrong": 1,
        "inserted": 1,
        "updated": 0,
    }
    assert sum(upload.receipt[state] for state in S.values if state in upload.receipt) == 5
    assert (upload.state, upload.applied_at) == (UploadState.APPLIED, clerk.at)
    assert Candidate.objects.count() == 3


def test_one_entry_tells_of_the_whole_list_with_counts_and_no_names(town, clerk):
    upload = checked(town, clerk, AMINA, SARA)
    before = JournalEntry.objects.count()
    apply_upload(upload, actor=clerk)
    [entry] = JournalEntry.objects.order_by("number")[before:]
    assert (entry.verb, entry.change["receipt"]["inserted"]) == ("apply_upload", 2)
    assert "Haddad" not in str(entry.change)


def test_the_same_list_again_changes_nothing(town, clerk):
    """G31"""
    taken_over(town, clerk, content=described(FULL, dict(zip(HEADINGS, SARA, strict=True))))
    before = people()
    again = taken_over(town, clerk, content=described(FULL, dict(zip(HEADINGS, SARA, strict=True))))
    assert states(again) == {2: S.KNOWN, 3: S.KNOWN}
    assert people() == before


def test_a_change_is_taken_over_and_the_rest_stays(town, clerk):
    person = known(town, "Haddad", "Amina", wish="Gärtnerin", school_years=7)
    said = dict(zip(HEADINGS, AMINA, strict=True)) | {"Schuljahre": "9", "Berufswunsch": ""}
    upload = taken_over(town, clerk, content=described(said))
    person.refresh_from_db()
    assert (person.school_years, person.wish, person.changed_at) == (9, "Gärtnerin", clerk.at)
    assert upload.receipt["updated"] == 1


def test_a_doubtful_row_goes_the_way_that_was_decided(town, clerk):
    """R-CAN-05"""
    first = known(town, "Haddad", "Amina", DAY.replace(1990, 3, 4))
    second = known(town, "Omar", "Ahmad", DAY.replace(1991, 2, 7))
    undecided = ("Zeki", "Hasan", "05.06.1985", "Irak")
    third = known(town, "Hasan", "Zeki", DAY.replace(1985, 6, 5), nationality="IQ")
    upload = checked(town, clerk, AMINA, OMAR, undecided)
    decide_row(row_of(upload, 2), actor=clerk, decision=RowDecision.SAME)
    decide_row(row_of(upload, 3), actor=clerk, decision=RowDecision.DIFFERENT)

    upload = apply_upload(upload, actor=clerk)

    for each in (first, second, third):
        each.refresh_from_db()
    assert first.born_on == DAY
    assert (second.given_names, third.given_names) == ("Ahmad", "Zeki")
    assert Candidate.objects.filter(family_name="Ahmad").count() == 1
    assert (upload.receipt["doubtful"], upload.receipt["inserted"], upload.receipt["updated"]) == (
        3,
        1,
        1,
    )
    assert Candidate.objects.count() == 4


def test_the_same_person_twice_is_begun_once(town, clerk):
    upload = checked(town, clerk, AMINA, AMINA)
    decide_row(row_of(upload, 3), actor=clerk, decision=RowDecision.SAME)
    apply_upload(upload, actor=clerk)
    assert Candidate.objects.count() == 1


def test_a_corrected_row_is_taken_over_as_typed(town, clerk):
    upload = checked(town, clerk, ("Haddad", "Amina", "31.04.1990", "Syrien"))
    correct_row(row_of(upload, 2), actor=clerk, typed={"born_on": "03.04.1990"})
    apply_upload(upload, actor=clerk)
    assert Candidate.objects.get().born_on == DAY


def test_whoever_was_entered_since_the_check_is_not_begun_again(town, clerk):
    """R-CAN-05: two lists of the same people, checked side by side, taken over one by one."""
    first, second = (checked(town, clerk, AMINA, SARA) for _ in range(2))
    apply_upload(first, actor=clerk)
    second = apply_upload(second, actor=clerk)
    assert Candidate.objects.count() == 2
    assert (second.receipt["doubtful"], second.receipt["inserted"]) == (2, 0)
    assert row_of(second, 2).reasons[0][2] == "meanwhile"


def test_whoever_was_locked_or_erased_since_the_check_is_left_alone(town, clerk):
    """R-DP-31"""
    said = [dict(zip(HEADINGS, each, strict=True)) | {"Schuljahre": "9"} for each in (AMINA, SARA)]
    known(town, "Haddad", "Amina")
    gone = known(town, "Karimi", "Sara", DAY.replace(1988, 5, 4), nationality="AF")
    upload = checked(town, clerk, content=described(*said))
    assert set(states(upload).values()) == {S.CHANGED}
    Candidate.objects.filter(family_name="Haddad").update(restricted_on=DAY, restriction="request")
    gone.delete()

    upload = apply_upload(upload, actor=clerk)

    assert (upload.receipt["doubtful"], upload.receipt["updated"]) == (2, 0)
    assert Candidate.objects.get().school_years is None


@pytest.mark.parametrize(
    ("role", "place", "state", "rows", "refusal"),
    [
        (Role.STEERING, "town", UploadState.CHECKED, [AMINA], NotAllowed),
        (Role.MUNICIPAL_CLERK, "elsewhere", UploadState.CHECKED, [AMINA], NotAllowed),
        (Role.MUNICIPAL_CLERK, "town", UploadState.READ, [AMINA], WrongState),
        (Role.MUNICIPAL_CLERK, "town", UploadState.APPLIED, [AMINA], WrongState),
        (Role.MUNICIPAL_CLERK, "town", UploadState.UNDONE, [AMINA], WrongState),
        (Role.MUNICIPAL_CLERK, "town", UploadState.CHECKED, [WRONG], NothingToTakeOver),
    ],
)
def test_a_refused_list_is_not_taken_over(acting, town, clerk, role, place, state, rows, refusal):
    upload = checked(town, clerk, *rows)
    Upload.objects.update(state=state)
    actor = acting(role, at=town if place == "town" else MunicipalityFactory())
    entries = JournalEntry.objects.count()
    with pytest.raises(refusal):
        apply_upload(upload, actor=actor)
    assert not Candidate.objects.exists()
    assert JournalEntry.objects.count() == entries
    assert not UploadRow.objects.filter(applied=True).exists()


def test_rows_are_deleted_thirty_days_after_taking_over(town, clerk):
    upload = taken_over(town, clerk, AMINA)
    lying = checked(town, clerk, SARA)
    assert clear_rows(clerk.today + timedelta(days=KEPT_DAYS - 1)) == 0
    later = clerk.today + timedelta(days=KEPT_DAYS)
    assert clear_rows(later) == 2
    assert clear_rows(later) == 0
    upload.refresh_from_db()
    assert not UploadRow.objects.exists()
    assert (upload.cleared_on, upload.columns, upload.receipt["new"]) == (later, [], 1)
    actor = replace(clerk, at=clerk.at + timedelta(days=KEPT_DAYS))
    with pytest.raises(RowsCleared):
        undo_upload(upload, actor=actor, note="falsche Liste")
    with pytest.raises(RowsCleared):
        apply_upload(lying, actor=actor)
