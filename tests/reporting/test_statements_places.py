"""How the paper tells of course places: where they are, who waits, who came how far, by what."""

from datetime import date, timedelta

import pytest

from kreislotse.allocation.states import RunState
from kreislotse.courses.states import CourseState, OfferState, WaitingState
from kreislotse.participants.states import Sex
from kreislotse.protection.models import Tally
from kreislotse.reporting.statements import statements_about
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    QuotaFactory,
    WaitingEntryFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.funding import CentreFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.runs import CriteriaVersionFactory, RunFactory

pytestmark = pytest.mark.django_db
S = WaitingState
DAY = date(2015, 11, 2)
BEFORE, AFTER = DAY - timedelta(days=7), DAY + timedelta(days=1)


@pytest.fixture
def initiative():
    return CentreFactory()


@pytest.fixture
def quota(initiative):
    kind = CourseKindFactory(title="Deutsch")
    return QuotaFactory(initiative=initiative, kind=kind, places=100)


@pytest.fixture
def waiting_list(quota):
    return WaitingListFactory(owner=quota.owner, kind=quota.kind, quota=quota, title="Liste")


@pytest.fixture
def running(quota):
    return CourseFactory(
        owner=quota.owner,
        kind=quota.kind,
        quota=quota,
        state=CourseState.RUNNING,
        starts_on=BEFORE,
        capacity=6,
    )


def wait(waiting_list, number, **values):
    return WaitingEntryFactory.create_batch(number, waiting_list=waiting_list, **values)


def begin(running, waiting_list, number, state=S.STARTED, sex="", **values):
    people = []
    for _ in range(number):
        entry = placed(running, state, waiting_list=waiting_list, **values)
        type(entry.candidate).objects.filter(pk=entry.candidate_id).update(sex=sex)
        people.append(entry)
    return people


def test_without_courses_and_lists_the_paper_says_how_many_places_there_are(
    said, initiative, quota
):
    assert said(initiative, "courses.") == ["Für den Kurs „Deutsch“ stehen 100 Plätze bereit."]


def test_the_places_of_a_quota_are_in_courses_or_in_none(said, initiative, quota):
    for capacity in (10, 15):
        CourseFactory(owner=quota.owner, kind=quota.kind, quota=quota, capacity=capacity)
    CourseFactory(quota=quota, kind=quota.kind, state=CourseState.CANCELLED, capacity=0)
    assert said(initiative, "courses.places") == [
        "Von den Plätzen für „Deutsch“ sind 25 in zwei Kursen und 75 noch in keinem."
    ]


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        (1, "Von den Plätzen für „Deutsch“ ist 1 in einem Kurs und 0 noch in keinem."),
        (
            None,
            (
                "Von den Plätzen für „Deutsch“ ist 1 in einem Kurs; wie viele noch in keinem "
                "sind, ist noch offen."
            ),
        ),
    ],
)
def test_one_place_and_an_unknown_number_are_told(said, initiative, quota, places, sentence):
    type(quota).objects.update(places=places)
    CourseFactory(owner=quota.owner, kind=quota.kind, quota=quota, capacity=1)
    assert said(initiative, "courses.places") == [sentence]


def test_seats_are_occupied_reserved_or_free(said, initiative, running, waiting_list):
    """R-CRS-01"""
    begin(running, waiting_list, 2)
    placed(running, S.OFFERED, waiting_list=waiting_list)
    placed(running, S.ACCEPTED, waiting_list=waiting_list)
    assert said(initiative, "courses.seats") == [
        "Dort sind 2 belegt, 2 angeboten oder zugesagt und 2 frei."
    ]


def test_an_offer_after_the_reference_date_is_not_told(said, initiative, running, waiting_list):
    """R-REP-01"""
    wait(waiting_list, 2)
    late = placed(running, S.OFFERED, waiting_list=waiting_list)
    late.offers.update(offered_on=AFTER)
    assert said(initiative, "courses.seats") == [
        "Dort sind 0 belegt, 0 angeboten oder zugesagt und 6 frei."
    ]
    assert said(initiative, "courses.waiting")[0].startswith(
        "Auf der Warteliste „Liste“ stehen am 2. November 2015 3 Personen."
    )


def test_a_course_that_begins_after_the_reference_date_has_nobody_in_it_yet(
    said, initiative, running, waiting_list
):
    begin(running, waiting_list, 1)
    type(running).objects.update(starts_on=AFTER)
    assert said(initiative, "courses.seats") == [
        "Dort sind 0 belegt, 1 angeboten oder zugesagt und 5 frei."
    ]
    assert "0 mit begonnenem" in said(initiative, "courses.way")[0]


def test_both_clocks_of_those_who_wait_are_told(said, initiative, waiting_list):
    """G45: weeks since they first asked, and since they were entered."""
    wait(waiting_list, 2, asked_on=date(2015, 8, 3), entered_on=date(2015, 10, 26))
    wait(waiting_list, 1, asked_on=date(2015, 10, 26), entered_on=date(2015, 11, 2))
    wait(waiting_list, 1, entered_on=AFTER)
    wait(waiting_list, 1, state=S.REMOVED, ended_on=DAY)
    assert said(initiative, "courses.waiting") == [
        (
            "Auf der Warteliste „Liste“ stehen am 2. November 2015 3 Personen. Die mittlere "
            "Wartezeit (Median) beträgt 13 Wochen seit der ersten Anfrage und 1 Woche seit der "
            "Aufnahme auf die Liste."
        )
    ]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "Auf der Warteliste „Liste“ steht am 2. November 2015 niemand."),
        (1, "Auf der Warteliste „Liste“ steht am 2. November 2015 1 Person."),
        (2, "Auf der Warteliste „Liste“ stehen am 2. November 2015 2 Personen."),
    ],
)
def test_how_long_one_or_two_wait_is_told_to_nobody(
    said, initiative, waiting_list, number, sentence
):
    """R-DP-40"""
    wait(waiting_list, number)
    assert said(initiative, "courses.waiting") == [sentence]


def test_less_than_a_week_is_said_so(said, initiative, waiting_list):
    wait(waiting_list, 3, asked_on=DAY, entered_on=DAY)
    (sentence,) = said(initiative, "courses.waiting")
    assert sentence.endswith(
        "beträgt weniger als 1 Woche seit der ersten Anfrage und weniger als 1 Woche seit der "
        "Aufnahme auf die Liste."
    )


@pytest.mark.parametrize("state", [OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN])
def test_whoever_waits_again_after_an_offer_is_counted(
    said, initiative, running, waiting_list, state
):
    entry = placed(running, S.ACCEPTED, waiting_list=waiting_list)
    entry.offers.update(state=state)
    type(entry).objects.update(state=S.WAITING, seat=None)
    assert said(initiative, "courses.waiting")[0].endswith("1 Person.")


def test_the_way_to_the_end_of_the_course_is_told(said, initiative, running, waiting_list):
    wait(waiting_list, 2)
    placed(running, S.ACCEPTED, waiting_list=waiting_list)
    begin(running, waiting_list, 2)
    for entry in begin(running, waiting_list, 2, S.COMPLETED, ended_on=DAY):
        entry.offers.update(state=OfferState.ENDED)
    (left,) = begin(running, waiting_list, 1)
    left.offers.update(state=OfferState.ENDED)
    type(left).objects.filter(pk=left.pk).update(state=S.DROPPED_OUT, seat=None, ended_on=DAY)
    assert said(initiative, "courses.way") == [
        (
            "Von Beginn der Liste bis zum 2. November 2015: 8 aufgenommen, 6 mit angenommenem "
            "Platz, 5 mit begonnenem, 2 mit abgeschlossenem und 1 mit abgebrochenem Kurs."
        )
    ]


def test_people_erased_since_stay_in_the_figures(said, initiative, running, waiting_list):
    """G65"""
    begin(running, waiting_list, 1)
    town = MunicipalityFactory(part_of=waiting_list.owner)
    for stage, people in {"waited": 4, "placed": 3, "started": 3, "completed": 2}.items():
        for year in (2015, 2016):
            kept = {"value": str(waiting_list.pk), "year": year, "people": people}
            Tally.objects.create(owner=town, feature=f"course_{stage}", **kept)
    assert said(initiative, "courses.way") == [
        (
            "Von Beginn der Liste bis zum 2. November 2015: 5 aufgenommen, 4 mit angenommenem "
            "Platz, 4 mit begonnenem, 2 mit abgeschlossenem und 0 mit abgebrochenem Kurs."
        )
    ]


@pytest.mark.parametrize(
    ("women", "men", "unknown", "sentence"),
    [
        (3, 3, 0, "Unter denen, die einen Kurs begonnen haben, sind 50 Prozent Frauen."),
        (3, 0, 1, "Unter denen, die einen Kurs begonnen haben, sind 100 Prozent Frauen."),
        (0, 4, 0, "Unter denen, die einen Kurs begonnen haben, sind 0 Prozent Frauen."),
        (2, 4, 0, "Wie viele davon Frauen sind, wird nicht genannt: Die Zahl ist zu klein."),
        (4, 1, 0, "Wie viele davon Frauen sind, wird nicht genannt: Die Zahl ist zu klein."),
        (0, 0, 3, "Wie viele davon Frauen sind, ist noch offen."),
    ],
)
def test_the_share_of_women_is_told_where_nobody_can_be_recognised(
    said, initiative, running, waiting_list, women, men, unknown, sentence
):
    """R-CRS-09, R-DP-40"""
    begin(running, waiting_list, women, sex=Sex.FEMALE)
    begin(running, waiting_list, men, sex=Sex.MALE)
    begin(running, waiting_list, unknown)
    assert said(initiative, "courses.women") == [sentence]


def test_women_erased_since_stay_in_the_share(said, initiative, running, waiting_list):
    """R-CRS-09, G65"""
    begin(running, waiting_list, 3, sex=Sex.MALE)
    town = MunicipalityFactory(part_of=waiting_list.owner)
    for stage in ("started", "sexed", "women"):
        kept = {"value": str(waiting_list.pk), "year": 2015, "people": 9}
        Tally.objects.create(owner=town, feature=f"course_{stage}", **kept)
    assert said(initiative, "courses.women") == [
        "Unter denen, die einen Kurs begonnen haben, sind 75 Prozent Frauen."
    ]


def run_of(waiting_list, **values):
    criteria = CriteriaVersionFactory(
        criteria_set__owner=waiting_list.owner, criteria_set__title="Gerecht", number=2
    )
    values = {"state": RunState.SENT, "figures": {"asking": 12, "placed": 5}} | values
    return RunFactory(waiting_list=waiting_list, criteria=criteria, **values)


@pytest.mark.parametrize(
    ("asking", "found", "end"),
    [
        (12, 5, "Von 12 Personen, für die ein Kurs in Frage kam, bekamen 5 einen Platz."),
        (1, 1, "Von 1 Person, für die ein Kurs in Frage kam, bekam 1 einen Platz."),
        (3, 0, "Von 3 Personen, für die ein Kurs in Frage kam, bekam niemand einen Platz."),
    ],
)
def test_a_sent_run_is_told_with_its_criteria(said, initiative, waiting_list, asking, found, end):
    """C9, G48"""
    run_of(waiting_list, figures={"asking": asking, "placed": found})
    (sentence,) = said(initiative, "allocation.run")
    assert sentence == (
        "Am 28. Oktober 2015 wurde nach den Kriterien „Gerecht“ (Fassung 2) entschieden: "
        f"{end} Eine bessere Verteilung gibt es nach diesen Kriterien nachweislich nicht."
    )


def test_a_gap_that_is_left_is_told_and_never_too_small(said, initiative, waiting_list):
    run_of(waiting_list, proven=False, objective=100_000, bound=100_031.0)
    assert said(initiative, "allocation.run")[0].endswith(
        "Bis zum überhaupt Möglichen fehlen nach diesen Kriterien höchstens 0,04 Prozent."
    )


@pytest.mark.parametrize(
    "values",
    [{"state": RunState.PROPOSED}, {"state": RunState.DISCARDED}, {"drawn_on": AFTER}],
)
def test_what_is_not_sent_by_the_day_is_not_told(said, initiative, waiting_list, values):
    run_of(waiting_list, **values)
    assert said(initiative, "allocation.run") == []


def test_the_last_sent_run_is_told(said, initiative, waiting_list):
    first = run_of(waiting_list, drawn_on=BEFORE)
    again = {"criteria": first.criteria, "state": RunState.SENT, "drawn_on": BEFORE}
    RunFactory(waiting_list=waiting_list, figures={"asking": 7, "placed": 4}, **again)
    (sentence,) = said(initiative, "allocation.run")
    assert "Von 7 Personen" in sentence


def test_a_list_without_a_quota_is_in_no_paper(said, initiative, quota):
    other = WaitingListFactory(owner=quota.owner, kind=quota.kind)
    wait(other, 3)
    assert said(initiative, "courses.waiting") == []


def test_each_sentence_leads_to_lists_courses_and_runs_but_never_to_a_person(
    initiative, quota, running, waiting_list
):
    """G7, R-DP-40"""
    begin(running, waiting_list, 3, sex=Sex.FEMALE)
    run = run_of(waiting_list)
    found = statements_about(initiative, DAY)
    records = {
        record.reference
        for each in found
        if each.key.startswith(("courses.", "allocation."))
        for fact in each.facts.values()
        for record in fact.records
    }
    assert records == {
        f"courses.Quota/{quota.pk}",
        f"courses.CourseKind/{quota.kind_id}",
        f"courses.Course/{running.pk}",
        f"courses.WaitingList/{waiting_list.pk}",
        f"allocation.Run/{run.pk}",
        f"allocation.CriteriaVersion/{run.criteria_id}",
    }
    assert found == statements_about(initiative, DAY)
