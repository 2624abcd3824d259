"""What runs by itself, what is conspicuous, and whose archive was not asked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.access.readings import hashed
from kreislotse.cli import protection as command
from kreislotse.intake.models import UploadRow
from kreislotse.journal.models import ReadEntry, ReadKind, ReadTally
from kreislotse.journal.readings import first_break
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded
from kreislotse.participants.models import Candidate, Nomination
from kreislotse.protection import actions
from kreislotse.protection.conspicuous import Reading, Sign, conspicuous, signs_in, thresholds
from kreislotse.protection.due import lists_to_carry_out, lists_to_release, records_to_propose
from kreislotse.protection.errors import (
    DayAhead,
    HoldAlready,
    MonthsTooFew,
    NoLetterIn,
    OpenPeriodMissing,
)
from kreislotse.protection.letter_texts import SENTENCES, languages
from kreislotse.protection.models import RetentionPeriod
from kreislotse.protection.periods import months_on
from kreislotse.protection.readings import without_archive_offer
from kreislotse.protection.retention import run
from kreislotse.protection.states import Clock
from tests.factories.intake import UploadFactory, UploadRowFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.factories.people import CandidateFactory
from tests.factories.protection import NOON, TODAY, reading

pytestmark = pytest.mark.django_db
LONG_AGO = date(2015, 3, 1)
LIMITS = thresholds()[0]
DAY = datetime(2017, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def town():
    return MunicipalityFactory(name="Nottuln")


@pytest.fixture
def keeper(acting, town):
    return acting(Role.ADMINISTRATOR, at=town.part_of, now=NOON)


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town, now=NOON)


def test_periods_are_loaded_once_and_changed_by_versions(keeper, clerk):
    """R-DP-30"""
    assert actions.load_periods(actor=keeper) == len(Clock.values)
    assert actions.load_periods(actor=keeper) == 0
    new = {"clock": Clock.NOT_ELIGIBLE, "reason": "Beschluss", "source": "Vermerk"}
    actions.set_period(actor=keeper, months=2, valid_from=date(2017, 4, 1), **new)
    assert months_on(TODAY)[Clock.NOT_ELIGIBLE] == 3
    assert months_on(date(2017, 4, 1))[Clock.NOT_ELIGIBLE] == 2
    count = RetentionPeriod.objects.count()
    for refusal, actor, said in (
        (NotAllowed, clerk, {"months": 2, "valid_from": date(2018, 1, 1)}),
        (MonthsTooFew, keeper, {"months": 0, "valid_from": date(2018, 1, 1)}),
        (OpenPeriodMissing, keeper, {"months": 2, "valid_from": date(2017, 4, 1)}),
    ):
        with pytest.raises(refusal):
            actions.set_period(actor=actor, **new, **said)
    assert RetentionPeriod.objects.count() == count


def test_the_run_counts_old_readings_and_says_what_is_due_and_erases_nobody(town, keeper):
    """R-DP-21, R-DP-30"""
    actions.load_periods(actor=keeper)
    CandidateFactory(owner=town, last_contact_on=LONG_AGO)
    reading(town.part_of_id, 5, at=NOON - timedelta(days=366))
    reading(town.part_of_id, 5, at=NOON - timedelta(days=300))
    done = run(TODAY)
    assert (done.lists_cleared, done.readings_counted, done.due) == (0, 1, (("Nottuln", 1),))
    assert (ReadEntry.objects.count(), ReadTally.objects.count()) == (1, 1)
    assert first_break() is None
    assert Candidate.objects.count() == 1


def test_without_periods_nothing_is_due_and_nothing_is_counted(town):
    CandidateFactory(owner=town, last_contact_on=LONG_AGO)
    reading(town.part_of_id, 5, at=NOON - timedelta(days=700))
    assert run(TODAY).due == ()
    assert ReadEntry.objects.count() == 1


def test_the_command_prints_counts_and_no_names(town, keeper, capsys):
    actions.load_periods(actor=keeper)
    person = CandidateFactory(owner=town, last_contact_on=LONG_AGO)
    assert command.run() == 0
    said = capsys.readouterr().out
    assert "Nottuln: 1 Datensätze zum Löschen vorzuschlagen." in said
    assert person.family_name not in said
    assert person.code not in said


def test_what_is_due_is_asked_of_whoever_can_do_it(town, keeper, clerk, acting):
    actions.load_periods(actor=keeper)
    officer = acting(Role.DATA_PROTECTION_OFFICER, at=town.part_of, now=NOON)
    CandidateFactory(owner=town, last_contact_on=LONG_AGO)
    assert records_to_propose(clerk) == {town.pk: 1}
    proposed = actions.propose_destruction(town, actor=clerk)
    assert (records_to_propose(clerk), list(lists_to_release(officer))) == ({}, [proposed])
    assert list(lists_to_release(clerk)) == []
    actions.release_destruction(proposed, actor=officer)
    assert list(lists_to_carry_out(clerk)) == [proposed]
    assert list(lists_to_carry_out(officer)) == []


def read(number=1, *, at=DAY, person=1, kind="list", people=1, found=1, asked="") -> Reading:
    return Reading(number, at, person, kind, people, found, asked)


@pytest.mark.parametrize(
    ("readings", "sign", "count"),
    [
        ([read(people=300), read(2, people=1)], Sign.MANY_PEOPLE, 301),
        ([read(at=DAY.replace(hour=5, minute=59))], Sign.OUT_OF_HOURS, 1),
        ([read(at=DAY.replace(hour=20))], Sign.OUT_OF_HOURS, 1),
        ([read(at=datetime(2017, 3, 4, 9, tzinfo=UTC))], Sign.OUT_OF_HOURS, 1),
        ([read(n, kind="search", people=0, found=0) for n in range(11)], Sign.FRUITLESS, 11),
        ([read(kind="search", asked=hashed("Kim Kollege"))], Sign.COLLEAGUE, 1),
    ],
)
def test_a_conspicuous_reading_shows(readings, sign, count):
    """R-DP-24"""
    (found,) = signs_in(readings, [LIMITS], {hashed("kollege, KIM")})
    assert (found.sign, found.count, found.day) == (sign, count, readings[0].at.date())


@pytest.mark.parametrize(
    "readings",
    [
        [],
        [read(people=300)],
        [read(people=300), read(2, people=300, at=DAY.replace(hour=11))],
        [read(people=300), read(2, people=300, person=2)],
        [read(at=DAY.replace(hour=6)), read(2, at=DAY.replace(hour=19, minute=59))],
        [read(n, kind="search", people=0, found=0) for n in range(10)],
        [read(kind="search", asked=hashed("Fremd"))],
    ],
)
def test_ordinary_work_is_not_conspicuous(readings):
    """R-DP-24"""
    assert signs_in(readings, [LIMITS], {hashed("kollege, KIM")}) == []


def test_the_latest_thresholds_of_the_day_count():
    """R-DP-24: dated."""
    later = LIMITS._replace(valid_from=date(2017, 3, 1), people_in_an_hour=5)
    assert [s.sign for s in signs_in([read(people=6)], [LIMITS, later], ())] == [Sign.MANY_PEOPLE]
    before = read(people=6, at=DAY - timedelta(days=1))
    assert signs_in([before], [LIMITS, later], ()) == []


def test_a_search_for_ones_own_house_is_found_in_the_log(town, clerk):
    """R-DP-24"""
    reading(town.part_of_id, kind=ReadKind.SEARCH)
    assert conspicuous(ReadEntry.objects.all()) == []


def test_programmes_whose_archive_was_not_asked_are_named(town, keeper, clerk, acting):
    """R-DP-32"""
    actions.load_periods(actor=keeper)
    person = CandidateFactory(owner=town, last_contact_on=LONG_AGO)
    call = CallFactory(owner=town.part_of, initiative__owner=town.part_of)
    response = CallResponseFactory(part=CallPartFactory(call=call), municipality=town)
    Nomination.objects.create(candidate=person, response=response, nominated_on=LONG_AGO)
    proposed = actions.propose_destruction(town, actor=clerk)
    assert list(without_archive_offer(proposed)) == [call.initiative]
    steering = acting(Role.STEERING, at=town.part_of, now=NOON)
    said = {"archive": "Kreisarchiv", "answer": "taken"}
    with pytest.raises(NotAllowed):
        actions.record_archive_offer(call.initiative, actor=clerk, offered_on=TODAY, **said)
    later = TODAY + timedelta(days=1)
    with pytest.raises(DayAhead):
        actions.record_archive_offer(call.initiative, actor=steering, offered_on=later, **said)
    actions.record_archive_offer(call.initiative, actor=steering, offered_on=TODAY, **said)
    assert list(without_archive_offer(proposed)) == []


def test_what_is_wrong_about_a_hold_or_a_letter_is_refused(town, clerk, acting):
    person = CandidateFactory(owner=town)
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=town.part_of), now=NOON)
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    letter = {"asked_on": TODAY, "language": "de"}
    for refusal, action, actor, said in (
        (NotAllowed, actions.place_hold, stranger, {"reason": "Klage"}),
        (ReasonNeeded, actions.place_hold, clerk, {"reason": " "}),
        (DateOrder, actions.place_hold, clerk, {"reason": "Klage", "until": yesterday}),
        (NotAllowed, actions.give_disclosure, stranger, letter),
        (DayAhead, actions.give_disclosure, clerk, {**letter, "asked_on": tomorrow}),
        (NoLetterIn, actions.give_disclosure, clerk, {**letter, "language": "la"}),
    ):
        with pytest.raises(refusal):
            action(person, actor=actor, **said)
    assert (person.holds.count(), person.disclosures.count()) == (0, 0)
    actions.place_hold(person, actor=clerk, reason="Klage")
    with pytest.raises(HoldAlready):
        actions.place_hold(person, actor=clerk, reason="Klage")


def test_the_letter_is_shipped_in_the_languages_of_the_consent():
    """R-DP-22, R-DP-05: each file says all sentences, and names the four periods."""
    assert set(languages()) == {
        "de",
        "de-simple",
        "en",
        "fr",
        "ar",
        "fa",
        "kmr",
        "ti",
        "tr",
        "uk",
        "ru",
        "so",
    }
    for text in languages().values():
        assert set(text.sentences) == set(SENTENCES)
        for clock in ("not_eligible", "never_transmitted", "after_support", "consent"):
            assert f"{{{clock}}}" in text["retention_text"]


def test_rows_of_a_list_go_when_the_period_for_lists_is_over(keeper):
    """R-DP-30: the period that is shown is the one that is kept to."""
    taken = datetime(2017, 1, 10, 9, 0, tzinfo=UTC)
    UploadRowFactory(upload=UploadFactory(state="applied", uploaded_at=taken, applied_at=taken))
    actions.load_periods(actor=keeper)
    new = {"clock": Clock.UPLOAD, "months": 2, "valid_from": date(2016, 1, 1)}
    actions.set_period(actor=keeper, reason="Beschluss", source="Vermerk", **new)
    assert [run(day).lists_cleared for day in (date(2017, 3, 9), date(2017, 3, 10))] == [0, 1]
    assert not UploadRow.objects.exists()


def test_without_a_period_rows_of_a_list_go_after_thirty_days(keeper):
    taken = datetime(2017, 1, 10, 9, 0, tzinfo=UTC)
    UploadRowFactory(upload=UploadFactory(state="applied", uploaded_at=taken, applied_at=taken))
    assert [run(day).lists_cleared for day in (date(2017, 2, 8), date(2017, 2, 9))] == [0, 1]
