"""What each row would do: new, known, changed, doubtful or wrong (G29)."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.intake.actions import check_slice, correct_row, decide_row, finish_checking
from kreislotse.intake.errors import (
    FieldUnknown,
    PersonEnded,
    PersonLocked,
    PersonNotChosen,
    RowNotDoubtful,
    RowSettled,
)
from kreislotse.intake.findings import SENTENCES
from kreislotse.intake.leftovers import sentences
from kreislotse.intake.merging import merge
from kreislotse.intake.models import UploadRow
from kreislotse.intake.states import RowDecision, RowState, UploadState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import CandidateState, RestrictionGround
from tests.factories.intake import AMINA, DAY, described, known, sheet
from tests.factories.organisations import MunicipalityFactory
from tests.intake.lists import checked, handed_in, states, taken_over

S = RowState
SARA = ("Karimi", "Sara", "04.05.1988", "Afghanistan")
LOCKED = {"restricted_on": DAY, "restriction": RestrictionGround.REQUEST}
CLOSED = {"state": CandidateState.CLOSED, "closing": "done", "closed_on": DAY}


def only(upload):
    return UploadRow.objects.get(upload=upload)


def keys(row):
    return [(reason[0], reason[2]) for reason in row.reasons]


def test_each_row_says_what_it_would_do(town, clerk):
    known(town, "Haddad", "Amina")
    known(town, "Karimi", "Sara", date(1988, 5, 4), nationality="AF")
    known(town, "Ahmad", "Omar", date(1991, 2, 7))
    upload = checked(
        town,
        clerk,
        content=sheet(
            (*AMINA, ""),
            (*SARA, "Bäckerin"),
            ("Omar", "Ahmad", "07.02.1991", "Syrien", ""),
            ("Neu", "Nadia", "01.01.1999", "Irak", ""),
            ("Falsch", "Fadi", "31.02.1990", "Syrien", ""),
            headings=("Familienname", "Vornamen", "Geburtsdatum", "Staatsangehörigkeit", "Beruf"),
        ),
    )
    assert states(upload) == {2: S.KNOWN, 3: S.CHANGED, 4: S.DOUBTFUL, 5: S.NEW, 6: S.WRONG}
    assert upload.state == UploadState.CHECKED
    assert upload.rows_checked == upload.rows_total == 5
    wrong = upload.rows.get(number=6)
    assert "C6" in sentences(wrong)[0]


def test_another_municipalitys_people_are_no_reason_for_anything(town, clerk):
    """R-CAN-01, R-CAN-05"""
    known(MunicipalityFactory(part_of=town.part_of), "Haddad", "Amina")
    upload = checked(town, clerk, AMINA)
    assert (only(upload).state, only(upload).candidate_id) == (S.NEW, None)


def test_an_empty_cell_erases_nothing(town, clerk):
    """G31"""
    person = known(town, "Haddad", "Amina", wish="Gärtnerin", contact="02541 1")
    upload = checked(town, clerk, content=described(_said(AMINA, Berufswunsch="")))
    assert (only(upload).state, only(upload).candidate_id) == (S.KNOWN, person.pk)


def _said(person, **more):
    return (
        dict(
            zip(
                ("Familienname", "Vornamen", "Geburtsdatum", "Staatsangehörigkeit"),
                person,
                strict=True,
            )
        )
        | more
    )


def test_what_differs_is_named_field_by_field(town, clerk):
    known(town, "Haddad", "Amina", wish="Gärtnerin")
    said = _said(AMINA, Berufswunsch="Köchin", Schuljahre="9")
    row = only(checked(town, clerk, content=described(said)))
    assert (row.state, keys(row)) == (S.CHANGED, [("wish", "changed"), ("school_years", "changed")])
    assert sentences(row)[0] == "Berufswunsch wird geändert."


def test_whoever_was_passed_on_gets_a_correction(town, clerk):
    """R-CAN-07"""
    known(town, "Haddad", "Amina", state=CandidateState.TRANSMITTED, recipient=town.part_of)
    row = only(checked(town, clerk, content=described(_said(AMINA, Schuljahre="9"))))
    assert (row.state, keys(row)[-1]) == (S.CHANGED, ("", "transmitted"))


def test_a_locked_record_is_doubtful_and_stays_so(town, clerk):
    """R-DP-31"""
    person = known(town, "Haddad", "Amina", **LOCKED)
    row = only(checked(town, clerk, AMINA))
    assert (row.state, row.candidate_id, keys(row)) == (S.DOUBTFUL, person.pk, [("", "locked")])
    for decision in RowDecision:
        with pytest.raises(PersonLocked):
            decide_row(row, actor=clerk, decision=decision)


def test_an_ended_record_is_doubtful_if_anything_differs(town, clerk):
    known(town, "Haddad", "Amina", **CLOSED)
    assert only(checked(town, clerk, AMINA)).state == S.KNOWN
    upload = checked(town, clerk, content=described(_said(AMINA, Schuljahre="9")))
    assert keys(only(upload))[0] == ("", "ended")
    with pytest.raises(PersonEnded):
        decide_row(only(upload), actor=clerk, decision=RowDecision.SAME)


def test_the_same_person_twice_in_a_list_is_doubtful_from_the_second_row_on(town, clerk):
    upload = checked(town, clerk, AMINA, SARA, AMINA, ("Amina", "Haddad", "03.04.1990", "Syrien"))
    assert list(states(upload).values()) == [S.NEW, S.NEW, S.DOUBTFUL, S.DOUBTFUL]
    assert [sentences(row) for row in upload.rows.filter(state=S.DOUBTFUL)] == [
        ["Steht vielleicht schon in Zeile 2: Name und Geburtsdatum stimmen überein."],
        ["Steht vielleicht schon in Zeile 2: Familienname und Vornamen sind vertauscht."],
    ]


def test_two_rows_that_change_the_same_person_are_doubtful_from_the_second_on(town, clerk):
    known(town, "Haddad", "Amina")
    years = [_said(AMINA, Schuljahre=str(number)) for number in (8, 9)]
    upload = checked(town, clerk, content=described(*years))
    assert list(states(upload).values()) == [S.CHANGED, S.DOUBTFUL]
    row = decide_row(upload.rows.get(number=3), actor=clerk, decision=RowDecision.SAME)
    assert row.candidate_id == Candidate.objects.get().pk


def test_what_must_not_be_known_makes_a_row_wrong(town, clerk):
    said = _said(AMINA, Berufswunsch="Bürohilfe wegen Krankheit")
    row = only(checked(town, clerk, content=described(said)))
    assert (row.state, keys(row)) == (S.WRONG, [("wish", "out_of_place")])


PROFILE = Profile(
    "Müller",
    "Änne",
    DAY,
    "SY",
    languages=("ar", "en"),
    title="P25_2A",
    title_since=date(2015, 5, 1),
    german_level="B1",
    german_evidence="certificate",
)


@pytest.mark.parametrize(
    ("said", "differing"),
    [
        ({"family_name": "Mueller"}, ()),
        ({"family_name": "Möller"}, ("family_name",)),
        ({"languages": ("ar",)}, ()),
        ({"languages": ("ku",)}, ("languages",)),
        ({"born_on": date(1990, 1, 1)}, ()),
        ({"born_on": date(1990, 3, 4)}, ("born_on",)),
        ({"title": "GEST", "title_since": date(2014, 1, 1)}, ()),
        ({"title": "NE26_3", "title_since": date(2015, 9, 1)}, ("title", "title_since")),
        ({"german_level": "B1", "german_evidence": "self"}, ()),
        ({"german_level": "B2", "german_evidence": "self"}, ("german_level", "german_evidence")),
        ({"wish": "", "school_years": None, "contact": ""}, ()),
        ({"needs_childcare": True}, ("needs_childcare",)),
    ],
)
def test_a_row_takes_nothing_away_that_is_known_better(said, differing):
    """G31"""
    assert merge(PROFILE, said).differing == differing


def test_an_older_status_is_told_and_not_taken():
    merged = merge(PROFILE, {"title": "GEST", "title_since": date(2014, 1, 1)})
    assert (merged.profile, merged.outdated_status) == (PROFILE, True)


def test_checking_goes_on_where_it_was_left(town, clerk):
    rows = [(f"Haddad{chr(65 + n)}", "Amina", "03.04.1990", "Syrien") for n in range(5)]
    upload = handed_in(town, clerk, *rows)
    seen = []
    while upload.state == UploadState.READ:
        upload = check_slice(upload, actor=clerk, size=2)
        seen.append(upload.rows_checked)
    assert seen == [2, 4, 5, 5]
    with pytest.raises(WrongState):
        check_slice(upload, actor=clerk)


def test_finishing_checks_whatever_is_left(town, clerk):
    upload = finish_checking(handed_in(town, clerk, AMINA, SARA), actor=clerk)
    assert list(states(upload).values()) == [S.NEW, S.NEW]


def test_a_corrected_cell_is_checked_anew_and_the_list_keeps_what_it_said(town, clerk):
    upload = checked(town, clerk, ("Haddad", "Amina", "31.04.1990", "Syrien"))
    row = correct_row(only(upload), actor=clerk, typed={"born_on": " 03.04.1990 "})
    assert (row.state, row.typed) == (S.NEW, {"born_on": "03.04.1990"})
    assert row.values["born_on"] == "31.04.1990"
    entry = JournalEntry.objects.order_by("number").last()
    assert (entry.verb, entry.change["fields"]) == ("correct_row", ["born_on"])


def test_a_corrected_row_may_turn_out_to_be_one_that_is_there(town, clerk):
    upload = checked(town, clerk, AMINA, ("Haddad", "Amina", "31.04.1990", "Syrien"))
    row = correct_row(upload.rows.get(number=3), actor=clerk, typed={"born_on": "03.04.1990"})
    assert (row.state, keys(row)) == (S.DOUBTFUL, [("", "twice")])


def test_a_doubtful_row_is_decided_by_a_person(town, clerk):
    """R-CAN-05: doubtful rows never merge by themselves."""
    first = known(town, "Haddad", "Amina", date(1990, 3, 4))
    second = known(town, "Amina", "Haddad")
    row = only(checked(town, clerk, AMINA))
    assert row.state == S.DOUBTFUL
    with pytest.raises(PersonNotChosen):
        decide_row(row, actor=clerk, decision=RowDecision.SAME)
    same = decide_row(row, actor=clerk, decision=RowDecision.SAME, candidate_code=second.code)
    assert (same.decision, same.candidate_id) == (RowDecision.SAME, second.pk)
    other = decide_row(row, actor=clerk, decision=RowDecision.DIFFERENT)
    assert other.decision == RowDecision.DIFFERENT
    assert first.pk != second.pk


def test_no_finding_names_anybody():
    assert not any(word in text for text in SENTENCES.values() for word in ("{name}", "{code}"))


@pytest.mark.parametrize(
    ("work", "refusal"),
    [
        (lambda row, actor: correct_row(row, actor=actor, typed={"religion": "x"}), FieldUnknown),
        (
            lambda row, actor: decide_row(row, actor=actor, decision=RowDecision.SAME),
            RowNotDoubtful,
        ),
    ],
)
def test_a_refused_work_on_a_row_changes_nothing(town, clerk, work, refusal):
    row = only(checked(town, clerk, AMINA))
    entries = JournalEntry.objects.count()
    with pytest.raises(refusal):
        work(row, clerk)
    assert only(row.upload).typed == {}
    assert JournalEntry.objects.count() == entries


def test_a_code_of_somebody_who_is_not_beside_the_row_chooses_nobody(town, clerk):
    """R-CAN-01: another municipality's code is no better than a wrong one."""
    known(town, "Amina", "Haddad")
    stranger = known(MunicipalityFactory(), "Haddad", "Amina")
    row = only(checked(town, clerk, AMINA))
    with pytest.raises(PersonNotChosen):
        decide_row(row, actor=clerk, decision=RowDecision.SAME, candidate_code=stranger.code)


def test_rows_are_worked_on_by_their_own_municipality_and_until_the_list_is_taken(
    acting, town, clerk
):
    """R-CAN-01"""
    row = only(taken_over(town, clerk, AMINA))
    with pytest.raises(RowSettled):
        correct_row(row, actor=clerk, typed={"wish": "Köchin"})
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of))
    for work in (
        lambda: correct_row(row, actor=stranger, typed={}),
        lambda: decide_row(row, actor=stranger, decision=RowDecision.SAME),
        lambda: check_slice(row.upload, actor=stranger),
        lambda: finish_checking(row.upload, actor=stranger),
    ):
        with pytest.raises(NotAllowed):
            work()
