"""Candidates' records: what each action changes, leaves as a trace, and refuses."""

from dataclasses import replace
from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.names import NameNotLatin
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants import actions, people_errors
from kreislotse.participants.actions import people
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate, Household, NameWord
from kreislotse.participants.profile import PROFILE_FIELDS, Profile
from kreislotse.participants.reading import read_profile
from kreislotse.participants.states import CANDIDATE, CandidateState, Closing, ConsentPurpose
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import (
    CandidateFactory,
    ResidenceTitleFactory,
    TitleRegimeFactory,
    with_consent,
)

AMINA = Profile(
    family_name="Al-Beispiel", given_names="Amina", born_on=date(1990, 5, 17), nationality="SY"
)
WHOLE = replace(
    AMINA,
    sex="w",
    contact="0151 000",
    languages=("ar", "en"),
    title="GEST",
    title_since=date(2015, 6, 1),
    regime="asylblg",
    entered_on=date(2015, 5, 1),
    school_years=12,
    qualification="vocational",
    occupation_group="26",
    occupation="Elektrikerin",
    qualification_country="SY",
    paper="copy",
    experience_years=5,
    german_level="A2",
    german_evidence="certificate",
    german_issuer="VHS",
    german_tested_on=date(2015, 9, 1),
    wish="Handwerk",
    motivation="Ich möchte arbeiten",
    needs_childcare=True,
    hours_per_week=30,
)


@pytest.fixture
def town(db):
    ResidenceTitleFactory()
    TitleRegimeFactory()
    return MunicipalityFactory(name="Olfen")


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)


def verbs(record):
    return [e.verb for e in JournalEntry.objects.of_record(record).order_by("number")]


def everything():
    return (
        list(Candidate.objects.order_by("pk").values()),
        NameWord.objects.count(),
        JournalEntry.objects.count(),
    )


def test_a_record_says_back_what_was_said(town, clerk):
    candidate = actions.record_candidate(town, actor=clerk, profile=WHOLE)
    assert read_profile(candidate) == WHOLE
    assert (candidate.owner, candidate.district, candidate.state) == (town, town.part_of, "draft")
    assert (candidate.last_contact_on, candidate.changed_at) == (clerk.today, clerk.at)
    assert candidate.words.filter(owner=town, word="ALBEISPIEL").count() == 1


def test_the_journal_keeps_which_fields_were_said_and_nothing_of_what(town, clerk):
    candidate = actions.record_candidate(town, actor=clerk, profile=WHOLE)
    actions.change_candidate(candidate, actor=clerk, profile=replace(WHOLE, family_name="Neu"))
    first, second = JournalEntry.objects.of_record(candidate).order_by("number")
    assert set(first.change["fields"]) == set(PROFILE_FIELDS) - {
        "title_valid_to",
        "asylum_applied_on",
        "limited_mobility",
    }
    assert second.change == {"fields": ["family_name"]}
    assert first.note == ""


def test_a_change_makes_the_record_say_what_the_profile_says(town, clerk):
    candidate = actions.record_candidate(town, actor=clerk, profile=WHOLE)
    other = replace(
        WHOLE,
        family_name="Öztürk",
        languages=("en", "de"),
        german_level="B1",
        qualification="",
        occupation_group="",
        occupation="",
        qualification_country="",
        paper="",
        regime="sgb_iii",
    )
    candidate = actions.change_candidate(candidate, actor=clerk, profile=other)
    assert read_profile(candidate) == other
    words = set(candidate.words.values_list("word", flat=True))
    assert {"OEZTUERK", "OZTURK"} <= words
    assert "BEISPIEL" not in words


def test_changing_nothing_leaves_no_trace(town, clerk):
    candidate = actions.record_candidate(town, actor=clerk, profile=WHOLE)
    actions.change_candidate(candidate, actor=clerk, profile=WHOLE)
    assert verbs(candidate) == ["record_candidate"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"family_name": ""}, people_errors.FieldMissing),
        ({"family_name": "Иванов"}, NameNotLatin),
        ({"family_name": "A" * 121}, people_errors.FieldTooLong),
        ({"born_on": date(2015, 11, 3)}, people_errors.BornAhead),
        ({"born_on": date(1800, 1, 1)}, people_errors.BornLongAgo),
        ({"nationality": "ZZ"}, people_errors.ChoiceUnknown),
        ({"languages": ("ar", "klingon")}, people_errors.ChoiceUnknown),
        ({"sex": "?"}, people_errors.ChoiceUnknown),
        ({"hours_per_week": 90}, people_errors.NumberOutOfRange),
        ({"entered_on": date(1980, 1, 1)}, DateOrder),
        ({"entered_on": date(2015, 12, 1)}, people_errors.DayAheadOfTime),
        ({"motivation": "Ich bin schwanger"}, people_errors.DoesNotBelongHere),
        ({"contact": "über die Moschee"}, people_errors.DoesNotBelongHere),
        ({"wish": "AZR-Nummer 123"}, people_errors.DoesNotBelongHere),
    ],
)
def test_what_cannot_be_stored_is_refused_and_nothing_is_kept(town, clerk, change, refusal):
    known = actions.record_candidate(town, actor=clerk, profile=WHOLE)
    before = everything()
    with pytest.raises(refusal):
        actions.record_candidate(town, actor=clerk, profile=replace(WHOLE, **change))
    with pytest.raises(refusal):
        actions.change_candidate(known, actor=clerk, profile=replace(WHOLE, **change))
    assert everything() == before


def test_trades_are_no_hints(town, clerk):
    wished = replace(AMINA, wish="Krankenschwester", occupation="Therapeutin")
    assert actions.record_candidate(town, actor=clerk, profile=wished).wish == "Krankenschwester"


def test_nobody_writes_in_another_municipality(town, clerk, acting):
    """R-CAN-01, T18"""
    other = MunicipalityFactory(part_of=town.part_of)
    theirs = CandidateFactory(owner=other, complete=True)
    steering = acting(Role.STEERING, at=town.part_of)
    for actor in (clerk, steering):
        for deed in (
            lambda actor=actor: actions.record_candidate(other, actor=actor, profile=AMINA),
            lambda actor=actor: actions.change_candidate(theirs, actor=actor, profile=WHOLE),
            lambda actor=actor: actions.ask_for_consent(theirs, actor=actor),
            lambda actor=actor: actions.restrict_candidate(
                theirs, actor=actor, ground="request", note="x"
            ),
            lambda actor=actor: actions.leave_household(theirs, actor=actor),
        ):
            before = everything()
            with pytest.raises(NotAllowed):
                deed()
            assert everything() == before


def test_a_record_belongs_to_a_municipality(acting):
    district = OrganisationFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=district)
    with pytest.raises(people_errors.NotAMunicipality):
        actions.record_candidate(district, actor=clerk, profile=AMINA)


def test_completing_names_what_is_missing(town, clerk):
    candidate = actions.record_candidate(town, actor=clerk, profile=AMINA)
    with pytest.raises(people_errors.NotComplete) as refusal:
        actions.complete_candidate(candidate, actor=clerk)
    assert str(refusal.value) == (
        "Für eine vollständige Akte fehlt noch: Aufenthaltsstatus, Aufenthaltsstatus seit, "
        "Sprachen zur Verständigung, Deutschniveau und Abschluss. Tragen Sie das zuerst ein."
    )
    actions.change_candidate(candidate, actor=clerk, profile=WHOLE)
    assert actions.complete_candidate(candidate, actor=clerk).state == CandidateState.COMPLETE
    with pytest.raises(people_errors.NotComplete):
        actions.change_candidate(candidate, actor=clerk, profile=AMINA)


@pytest.mark.parametrize("purpose", [ConsentPurpose.AGENCY, ConsentPurpose.DISTRICT])
def test_a_release_needs_a_basis(clerk, town, purpose):
    """R-CAN-02"""
    candidate = CandidateFactory(owner=town, complete=True)
    before = everything()
    with pytest.raises(people_errors.NoBasis):
        actions.release_candidate(candidate, actor=clerk)
    assert everything() == before
    with_consent(candidate, ConsentPurpose.JOB_CENTRE)
    with pytest.raises(people_errors.NoBasis):
        actions.release_candidate(candidate, actor=clerk)
    with_consent(candidate, purpose)
    assert actions.release_candidate(candidate, actor=clerk).state == CandidateState.RELEASED


def test_a_consent_that_is_not_in_force_is_none(clerk, town):
    candidate = CandidateFactory(owner=town, complete=True)
    with_consent(candidate, valid_until=date(2015, 11, 1))
    with pytest.raises(people_errors.NoConsent):
        actions.note_consent(candidate, actor=clerk)
    with_consent(candidate)
    assert actions.note_consent(candidate, actor=clerk).state == CandidateState.CONSENT_GIVEN


def test_the_whole_way_leaves_a_step_each(town, clerk, acting):
    candidate = CandidateFactory(owner=town, complete=True)
    agency = OrganisationFactory(kind="employment_agency")
    steering = acting(Role.STEERING, at=town.part_of)
    officer = acting(Role.AGENCY_STAFF, at=agency)
    actions.ask_for_consent(candidate, actor=clerk)
    with_consent(candidate)
    actions.note_consent(candidate, actor=clerk)
    actions.release_candidate(candidate, actor=clerk)
    actions.return_candidate(candidate, actor=steering, note="Nachweis fehlt")
    actions.release_candidate(candidate, actor=clerk)
    actions.check_candidate(candidate, actor=steering)
    actions.transmit_candidate(candidate, actor=steering, recipient=agency)
    actions.miss_candidate(candidate, actor=officer)
    actions.accept_candidate(candidate, actor=officer)
    actions.start_support(candidate, actor=officer)
    actions.record_outcome(candidate, actor=officer)
    actions.close_candidate(candidate, actor=clerk, closing=Closing.DONE)
    candidate.refresh_from_db()
    assert (candidate.closing, candidate.closed_on) == (Closing.DONE, clerk.today)
    candidate = actions.reopen_candidate(candidate, actor=clerk)
    assert (candidate.state, candidate.closing, candidate.recipient) == ("draft", "", None)
    assert len(verbs(candidate)) == 13


@pytest.mark.parametrize(
    ("verb", "source"),
    [
        ("note_candidate_declined", "transmitted"),
        ("find_candidate_unsuitable", "transmitted"),
        ("know_candidate_already", "transmitted"),
    ],
)
def test_the_recipient_says_what_became_of_it(town, clerk, acting, verb, source):
    agency, other = (OrganisationFactory(kind="employment_agency") for _ in range(2))
    candidate = CandidateFactory(owner=town, recipient=agency, **{source: True})
    for stranger in (acting(Role.AGENCY_STAFF, at=other), clerk):
        with pytest.raises(NotAllowed):
            getattr(people, verb)(candidate, actor=stranger)
    done = getattr(people, verb)(candidate, actor=acting(Role.AGENCY_STAFF, at=agency))
    assert done.state == CANDIDATE.step(verb).target


def test_moving_away_and_withdrawing_end_the_way(town, clerk):
    away = actions.note_moved_away(CandidateFactory(owner=town, released=True), actor=clerk)
    back = actions.note_withdrawal(CandidateFactory(owner=town, transmitted=True), actor=clerk)
    assert (away.state, back.state) == ("moved_away", "consent_withdrawn")


def test_giving_back_wants_a_reason(town, acting):
    candidate = CandidateFactory(owner=town, released=True)
    steering = acting(Role.STEERING, at=town.part_of)
    with pytest.raises(ReasonNeeded):
        actions.return_candidate(candidate, actor=steering, note=" ")


def test_a_locked_record_is_not_worked_with(town, clerk):
    """R-DP-31"""
    candidate = CandidateFactory(owner=town, complete=True)
    with pytest.raises(ReasonNeeded):
        actions.restrict_candidate(candidate, actor=clerk, ground="request", note=" ")
    actions.restrict_candidate(candidate, actor=clerk, ground="request", note="Antrag vom 2.11.")
    title = ResidenceTitleFactory()
    before = everything()
    for deed, values in (
        (actions.change_candidate, {"profile": WHOLE}),
        (actions.ask_for_consent, {}),
        (actions.close_candidate, {"closing": "other"}),
        (actions.record_status, {"title": title, "since": date(2015, 10, 1)}),
        (actions.record_regime, {"regime": "none", "valid_from": date(2015, 10, 1)}),
        (actions.add_language, {"language": "tr"}),
        (actions.add_qualification, {"kind": "school"}),
        (actions.join_household, {"member": CandidateFactory(owner=town)}),
        (
            actions.offer_move,
            {"to_municipality": MunicipalityFactory(), "moved_on": date(2015, 12, 1)},
        ),
    ):
        with pytest.raises(Restricted):
            deed(candidate, actor=clerk, **values)
    assert everything()[0][0] == before[0][0]
    assert everything()[2] == before[2]
    with pytest.raises(people_errors.RestrictedAlready):
        actions.restrict_candidate(candidate, actor=clerk, ground="request", note="x")
    actions.lift_restriction(candidate, actor=clerk, note="geklärt")
    with pytest.raises(people_errors.NotRestricted):
        actions.lift_restriction(candidate, actor=clerk, note="geklärt")
    assert verbs(candidate) == ["restrict_candidate", "lift_restriction"]


def test_facts_are_added_without_a_word_of_them_in_the_journal(town, clerk):
    candidate = CandidateFactory(owner=town)
    actions.add_language(
        candidate, actor=clerk, language="tr", level="B1", evidence="self", interpreting=True
    )
    actions.add_qualification(candidate, actor=clerk, kind="school")
    actions.add_qualification(candidate, actor=clerk, kind="bachelor", occupation="Chemikerin")
    entries = JournalEntry.objects.of_record(candidate).order_by("number")
    assert [(e.verb, e.change) for e in entries] == [
        ("add_language", {}),
        ("add_qualification", {}),
        ("add_qualification", {}),
    ]
    assert list(candidate.qualifications.values_list("position", "kind")) == [
        (1, "school"),
        (2, "bachelor"),
    ]
    with pytest.raises(people_errors.LanguageTaken):
        actions.add_language(candidate, actor=clerk, language="tr")
    with pytest.raises(people_errors.LevelWithoutEvidence):
        actions.add_language(candidate, actor=clerk, language="en", level="A1")


def test_a_status_has_its_time(town, clerk):
    candidate = CandidateFactory(owner=town)
    old = ResidenceTitleFactory(code="OLD", label="Alt", norm="", valid_to=date(2015, 1, 1))
    gest = ResidenceTitleFactory()
    day = date(2015, 6, 1)
    for title, since, until, refusal in (
        (old, day, None, people_errors.TitleNotIssued),
        (gest, date(2016, 1, 1), None, people_errors.DayAheadOfTime),
        (gest, day, date(2015, 5, 1), DateOrder),
    ):
        with pytest.raises(refusal):
            actions.record_status(candidate, actor=clerk, title=title, since=since, valid_to=until)
    actions.record_status(candidate, actor=clerk, title=gest, since=day)
    with pytest.raises(people_errors.StatusTaken):
        actions.record_status(candidate, actor=clerk, title=gest, since=day)
    assert candidate.regimes.get().regime == "asylblg"


def test_people_live_together_and_apart(town, clerk):
    one, two = CandidateFactory(owner=town), CandidateFactory(owner=town)
    one = actions.join_household(one, actor=clerk, member=two)
    two.refresh_from_db()
    assert one.household == two.household
    actions.leave_household(one, actor=clerk)
    actions.leave_household(two, actor=clerk)
    assert not Household.objects.exists()
    with pytest.raises(people_errors.OtherPlace):
        actions.join_household(one, actor=clerk, member=one)


def test_a_closed_record_is_not_changed(town, clerk):
    candidate = CandidateFactory(owner=town, closed=True)
    with pytest.raises(WrongState):
        actions.change_candidate(candidate, actor=clerk, profile=WHOLE)
