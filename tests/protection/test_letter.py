"""The letter that tells a person what is kept, who got it and who has read it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kreislotse.allocation.models import Override, RunLine
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import Presence, WaitingEntry
from kreislotse.courses.states import WaitingState
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Fields, Leaf, Sheet, Text
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import FIELDS
from kreislotse.participants.states import ConsentPurpose
from kreislotse.protection.letter import letter_of
from kreislotse.protection.letter_texts import languages
from tests.factories.courses import CourseFactory, LessonFactory, WaitingEntryFactory, placed
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory
from tests.factories.people import CandidateFactory, with_consent
from tests.factories.protection import NOON, TODAY, reading, sent
from tests.factories.runs import (
    CriteriaVersionFactory,
    RunCourseFactory,
    RunFactory,
    RunLineFactory,
)
from tests.factories.transmission import OutcomeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    town = MunicipalityFactory(name="Nottuln", part_of=OrganisationFactory(name="Kreis Coesfeld"))
    person = CandidateFactory(owner=town, transmitted=True, contact="0160 112233")
    agency = OrganisationFactory(name="Agentur für Arbeit Coesfeld")
    consent = with_consent(person, ConsentPurpose.AGENCY, agency)
    sent(person, CallFactory(owner=town.part_of), agency, consent)
    for days in (0, 0, 1):
        reading(town.part_of_id, person.pk, at=NOON - timedelta(days=days))
    return person


def texts(sheet: Sheet) -> list[str]:
    return [line for block in sheet.blocks if isinstance(block, Text) for line in block.paragraphs]


def test_the_letter_says_all_that_is_kept_and_who_got_and_read_it(person):
    """R-DP-22, G62: offices, roles and reasons; staff are not named."""
    sheet = letter_of(person, language="de", today=TODAY)
    (fields,) = (block for block in sheet.blocks if isinstance(block, Fields))
    assert [title for title, _ in fields.rows] == [str(field.title) for field in FIELDS]
    assert ("Geburtsdatum", "17.05.1990") in fields.rows
    said = texts(sheet)
    assert "– Weitergabe an die Agentur für Arbeit: Agentur für Arbeit Coesfeld" in said
    assert "05.03.2015: Agentur für Arbeit Coesfeld (Übermittlung 1)" in said
    read = "Kreis Coesfeld, Steuerung – in einer Liste (Liste der eigenen Personen)"
    assert [line for line in said if read in line] == [
        f"01.03.2017: {read} × 2",
        f"28.02.2017: {read}",
    ]


def test_the_letter_tells_what_was_decided_and_what_became_of_it(person):
    """R-DP-22: verdicts, waiting lists, courses and outcomes are data about the person, too."""
    course = CourseFactory(owner=person.district, title="Deutsch A2", number="K1")
    entry = placed(course, WaitingState.STARTED, candidate=person)
    lesson = LessonFactory(course=course, held_on=TODAY)
    Presence.objects.create(entry=entry, lesson=lesson, attendance="present", units=4)
    OutcomeFactory(candidate=person, kind="employment", began_on=TODAY)

    said = texts(letter_of(person, language="de", today=TODAY))

    day = "01.03.2017"
    assert f"{day}: anwesend" in said
    assert f"{day}: sozialversicherungspflichtige Beschäftigung" in said
    assert [line for line in said if f"{entry.waiting_list}, im Kurs, Niveau A2" in line]
    assert [line for line in said if f"Platz in {course}, angenommen (30.10.2015)" in line]


def test_every_table_that_hangs_on_a_record_has_its_place_in_the_letter():
    """R-DP-22: whoever adds a table about people decides how the person is told of it."""
    as_data = {"LanguageSkill", "Qualification", "RegimePeriod", "ResidenceStatus", "NameWord"}
    as_consents = {"Consent"}
    as_recipients = {"BatchLine"}
    as_records = {"Nomination", "Verdict", "Entitlement", "WaitingEntry", "Outcome", "Move"}
    hanging = {each.related_model.__name__ for each in Candidate._meta.related_objects}
    # A hold is an instruction to the office; letters stand among the readings.
    assert hanging == as_data | as_consents | as_recipients | as_records | {"Hold", "Disclosure"}


def run_about(person, **values):
    """A run with two courses, of which one is too high and too far for the person."""
    entry = WaitingEntryFactory(candidate=person, waiting_list__owner=person.district)
    criteria = CriteriaVersionFactory(
        criteria_set__owner=person.district, criteria_set__title="Gerecht", number=2
    )
    run = RunFactory(waiting_list=entry.waiting_list, criteria=criteria, number=3, **values)
    near, _ = (
        RunCourseFactory(run=run, number=number, course__title=title, course__number=str(number))
        for number, title in ((1, "Deutsch A2"), (2, "Deutsch C1"))
    )
    return RunLineFactory(
        run=run,
        entry=entry,
        course=near,
        parts={"place": 1000, "week": 52},
        ways={
            "1": {"weight": 1022, "minutes": 45, "against": []},
            "2": {"weight": 1, "minutes": None, "against": ["level", "travel"]},
        },
    )


def test_the_letter_tells_by_what_points_a_place_was_given(person):
    """R-DP-22: what a run keeps about the person, and what somebody decided by hand."""
    line = run_about(person, state=RunState.SENT)
    told = [
        each for each in texts(letter_of(person, language="de", today=TODAY)) if "28.10." in each
    ]
    assert told == [
        "28.10.2015: Plätze nach Gerecht, Fassung 2 (Verfahren 3), Angebote verschickt",
        "28.10.2015: Punkte: 1.000 für einen Platz und 52 für die Wartezeit",
        "28.10.2015: Deutsch A2 (1): 1.022\u00a0Punkte, Weg 45 Minuten",
        (
            "28.10.2015: Deutsch C1 (2): kam nicht in Frage (Das Niveau passt nicht und Der Weg "
            "ist zu weit), Weg nicht bekannt"
        ),
        "28.10.2015: Ergebnis: Platz in Deutsch A2 (1)",
    ]
    line.course = None
    line.save()
    Override.objects.create(line=line, reason="Ausbildung beginnt", since=TODAY)
    said = texts(letter_of(person, language="de", today=TODAY))
    assert "28.10.2015: Ergebnis: kein Platz" in said
    assert "28.10.2015: am 01.03.2017 von Hand entschieden: Ausbildung beginnt" in said


def test_a_place_held_before_the_run_is_told_as_such(person):
    line = run_about(person, state=RunState.SENT)
    RunLine.objects.filter(pk=line.pk).update(held=True)
    said = texts(letter_of(person, language="de", today=TODAY))
    assert "28.10.2015: Ergebnis: Platz in Deutsch A2 (1), schon vorher vergeben" in said


@pytest.mark.parametrize("state", [RunState.PROPOSED, RunState.SIGNED, RunState.DISCARDED])
def test_what_is_not_decided_is_told_without_a_result(person, state):
    """GDPR Art. 22: a proposal is no decision."""
    run_about(person, state=state)
    said = texts(letter_of(person, language="de", today=TODAY))
    assert any(f"(Verfahren 3), {state.label}" in each for each in said)
    assert not any("Ergebnis" in each for each in said if each.startswith("28.10."))


def test_every_table_below_a_waiting_list_has_its_place_in_the_letter():
    """R-DP-22: a duty to tell somebody is the office's own note."""
    hanging = {each.related_model.__name__ for each in WaitingEntry._meta.related_objects}
    told = {"Jump", "ContactAttempt", "Presence", "Certificate", "Offer", "RunLine"}
    assert hanging == told | {"Duty"}
    assert {each.related_model for each in RunLine._meta.related_objects} == {Override}


def test_a_move_leaves_runs_as_they_were(person):
    """R-CAN-06: the line counts for the municipality whose person it was."""
    line = run_about(person, state=RunState.SENT)
    before = person.owner_id
    person.owner = MunicipalityFactory(part_of=person.district)
    person.save()
    line.refresh_from_db()
    assert (line.municipality_id, line.entry.candidate_id) == (before, person.pk)
    said = texts(letter_of(person, language="de", today=TODAY))
    assert "28.10.2015: Ergebnis: Platz in Deutsch A2 (1)" in said


def test_nobody_but_the_person_stands_in_the_title_or_on_every_page(person):
    sheet = letter_of(person, language="de", today=TODAY)
    assert person.family_name not in f"{sheet.title} {sheet.foot} {sheet.sender}"
    assert person.code in sheet.foot


def test_where_nothing_is_known_the_letter_says_so(person):
    """R-DP-22"""
    nobody = CandidateFactory(owner=person.owner)
    said = texts(letter_of(nobody, language="en", today=TODAY))
    english = languages()["en"]
    for key in ("nothing", "no_recipients", "no_readers"):
        assert english[key] in said


@pytest.mark.parametrize("language", ["de", "de-simple", "ar", "ti", "uk", "kmr"])
def test_the_letter_is_set_in_each_script_with_the_german_text_behind_it(person, language):
    """R-DP-22, R-DP-05: also from right to left, and in Ethiopic letters."""
    sheet = letter_of(person, language=language, today=TODAY)
    leaves = [block.lang for block in sheet.blocks if isinstance(block, Leaf)]
    assert leaves == ([language] if language == "de" else [language, "de"])
    assert render_pdf(replace(sheet, foot="")).startswith(b"%PDF")
