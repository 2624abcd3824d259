"""Ways to courses: measured where a table says so, else estimated from coordinates."""

import pytest

from kreislotse.courses import actions
from kreislotse.courses.models import TravelTime
from kreislotse.courses.travel import ways_of
from kreislotse.courses.travel_errors import (
    ColumnsMissing,
    MinutesUnclear,
    NothingToRemove,
    NoTrips,
    StartElsewhere,
    TooManyTrips,
    TownUnknown,
    TripTwice,
    TripWithin,
)
from kreislotse.courses.travel_reading import MOST_TRIPS, Trip, read_table
from kreislotse.courses.ways import Place, Way, distance_km, estimated_minutes
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from tests.factories.courses import CourseFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.intake.making import Page, xlsx

COESFELD = Place(51.9458, 7.1685)
DUELMEN = Place(51.8313, 7.2796)
TABLE = "von;nach;minuten\n"


@pytest.fixture
def coesfeld(district):
    return MunicipalityFactory(
        part_of=district, name="Coesfeld", key="05558012", latitude=51.9458, longitude=7.1685
    )


@pytest.fixture
def duelmen(district):
    return MunicipalityFactory(
        part_of=district, name="Dülmen", key="05558016", latitude=51.8313, longitude=7.2796
    )


@pytest.fixture
def far(db):
    """A town of another district."""
    return MunicipalityFactory(name="Münster", key="05515000", latitude=51.9607, longitude=7.6261)


def read(district, text):
    return read_table(district, "wege.csv", text.encode())


def told(table):
    return [(row.number, type(row.refusal)) for row in table.wrong]


def test_a_degree_along_a_meridian_is_111_kilometres():
    assert round(distance_km(Place(51, 7), Place(52, 7)), 1) == 111.2
    assert distance_km(COESFELD, COESFELD) == 0
    assert distance_km(COESFELD, DUELMEN) == distance_km(DUELMEN, COESFELD)


def test_the_estimate_is_a_detour_at_30_kilometres_an_hour_plus_ten_minutes():
    # 14.84 km x 1.3 = 19.3 km, 38.6 minutes, and 10 more: 48.6, rounded up.
    assert estimated_minutes(COESFELD, DUELMEN) == 50
    assert estimated_minutes(COESFELD, COESFELD) == 10


def test_what_a_table_says_goes_before_the_estimate(district, coesfeld, duelmen):
    """R-CRS-09"""
    course = CourseFactory(owner=district, municipality=duelmen)
    assert ways_of(district.pk, [course]).way(coesfeld.pk, course) == Way(50, measured=False)
    TravelTime.objects.create(owner=district, from_town=coesfeld, to_town=duelmen, minutes=22)
    ways = ways_of(district.pk, [course])
    assert ways.way(coesfeld.pk, course) == Way(22, measured=True)
    assert ways.minutes(coesfeld.pk, course) == 22


def test_the_way_back_is_a_way_of_its_own(district, coesfeld, duelmen):
    TravelTime.objects.create(owner=district, from_town=coesfeld, to_town=duelmen, minutes=22)
    course = CourseFactory(owner=district, municipality=coesfeld)
    assert ways_of(district.pk, [course]).way(duelmen.pk, course) == Way(50, measured=False)


def test_a_course_lies_where_it_is_held_if_that_is_entered(district, coesfeld, duelmen):
    course = CourseFactory(owner=district, municipality=duelmen, latitude=51.9458, longitude=7.1685)
    ways = ways_of(district.pk, [course])
    assert ways.minutes(coesfeld.pk, course) == 10
    assert ways.minutes(duelmen.pk, course) == 50


def test_within_a_town_a_flat_quarter_of_an_hour_stands(district, coesfeld):
    course = CourseFactory(owner=district, municipality=coesfeld)
    assert ways_of(district.pk, [course]).way(coesfeld.pk, course) == Way(15, measured=False)


def test_nobody_can_say_how_far_it_is_without_a_place(district, coesfeld, town):
    course = CourseFactory(owner=district, municipality=coesfeld)
    ways = ways_of(district.pk, [course])
    assert ways.minutes(town.pk, course) is None
    assert ways.minutes(coesfeld.pk, course) == 15


def test_the_ways_to_any_number_of_courses_take_two_queries(
    district, coesfeld, duelmen, django_assert_num_queries
):
    courses = CourseFactory.create_batch(5, owner=district, municipality=duelmen)
    with django_assert_num_queries(2):
        ways = ways_of(district.pk, courses)
        assert {ways.minutes(coesfeld.pk, course) for course in courses} == {50}


def test_a_table_names_towns_by_name_or_key(district, coesfeld, duelmen, far):
    table = read(
        district,
        TABLE + "Stadt Coesfeld;dülmen;22\n05558016;5558012;25\nDülmen, Stadt;Münster;40\n",
    )
    assert table.trips == (
        Trip(coesfeld.pk, duelmen.pk, 22),
        Trip(duelmen.pk, coesfeld.pk, 25),
        Trip(duelmen.pk, far.pk, 40),
    )
    assert table.wrong == ()


def test_a_workbook_is_read_as_well(district, coesfeld, duelmen):
    sheet = Page(
        "Wege", [["Wege im Kreis"], ["Nach", "Von", "Fahrzeit"], ["Dülmen", "Coesfeld", 22]]
    )
    table = read_table(district, "wege.xlsx", xlsx(sheet))
    assert table.trips == (Trip(coesfeld.pk, duelmen.pk, 22),)


def test_wrong_rows_are_told_by_number_and_the_others_still_read(district, coesfeld, duelmen, far):
    table = read(
        district,
        TABLE
        + "Coesfeld;Dülmen;22\n"
        + "Coesfeld;Dülmen;23\n"
        + "Atlantis;Dülmen;10\n"
        + "Münster;Dülmen;40\n"
        + "Dülmen;Coesfeld;bald\n"
        + "Dülmen;Münster;0\n",
    )
    assert table.trips == (Trip(coesfeld.pk, duelmen.pk, 22),)
    assert told(table) == [
        (3, TripTwice),
        (4, TownUnknown),
        (5, StartElsewhere),
        (6, MinutesUnclear),
        (7, MinutesUnclear),
    ]
    assert table.wrong[0].refusal.sentence() == (
        "Diese Strecke steht schon in Zeile 2. Lassen Sie nur eine der beiden stehen."
    )


def test_ways_from_a_town_to_itself_are_left_out_and_counted(district, coesfeld, duelmen):
    table = read(district, TABLE + "Coesfeld;Coesfeld;0\nCoesfeld;Dülmen;22 min\n")
    assert (table.within, len(table.trips), table.wrong) == (1, 1, ())


def test_a_table_without_its_columns_or_rows_is_refused(district, coesfeld):
    with pytest.raises(ColumnsMissing, match="„minuten“"):
        read(district, "von;nach;km\nCoesfeld;Dülmen;22\n")
    with pytest.raises(ColumnsMissing, match="„von“"):
        read(district, "a;b;c\nCoesfeld;Dülmen;22\n")
    with pytest.raises(NoTrips):
        read(district, TABLE + ";;\n")
    with pytest.raises(TooManyTrips, match="5000"):
        read(district, TABLE + "a;b;1\n" * (MOST_TRIPS + 1))


def test_a_table_is_taken_over_and_every_way_stands_in_the_journal(
    district, steering, coesfeld, duelmen
):
    rows = [Trip(coesfeld.pk, duelmen.pk, 22), Trip(duelmen.pk, coesfeld.pk, 25)]
    plan = actions.set_travel_times(district, actor=steering, rows=rows, source="Fahrplan 2015")
    assert (len(plan.new), plan.changed, plan.same) == (2, (), 0)
    again = [Trip(coesfeld.pk, duelmen.pk, 30), Trip(duelmen.pk, coesfeld.pk, 25)]
    plan = actions.set_travel_times(district, actor=steering, rows=again, source="Fahrplan 2015")
    assert (plan.new, [change.before for change in plan.changed], plan.same) == ((), [22], 1)
    assert list(TravelTime.objects.for_list().values_list("minutes", "source")) == [
        (30, "Fahrplan 2015"),
        (25, "Fahrplan 2015"),
    ]
    entries = JournalEntry.objects.filter(verb="set_travel_times").order_by("number")
    assert [(entry.label, entry.change["minutes"]) for entry in entries] == [
        ("Coesfeld – Dülmen", [None, 22]),
        ("Dülmen – Coesfeld", [None, 25]),
        ("Coesfeld – Dülmen", [22, 30]),
    ]


def test_one_wrong_way_leaves_all_as_it_was(district, steering, coesfeld, duelmen, far):
    good = Trip(coesfeld.pk, duelmen.pk, 22)
    for wrong, refusal in (
        (Trip(far.pk, coesfeld.pk, 40), StartElsewhere),
        (Trip(coesfeld.pk, 0, 40), StartElsewhere),
        (Trip(coesfeld.pk, coesfeld.pk, 5), TripWithin),
        (Trip(duelmen.pk, coesfeld.pk, 0), MinutesUnclear),
        (good, TripTwice),
    ):
        with pytest.raises(refusal):
            actions.set_travel_times(district, actor=steering, rows=[good, wrong], source="x")
    assert not TravelTime.objects.exists()


def test_the_measured_ways_of_a_district_can_be_forgotten(district, steering, coesfeld, duelmen):
    other = TravelTime.objects.create(
        owner=OrganisationFactory(), from_town=coesfeld, to_town=duelmen, minutes=9
    )
    rows = [Trip(coesfeld.pk, duelmen.pk, 22)]
    actions.set_travel_times(district, actor=steering, rows=rows, source="")
    assert actions.remove_travel_times(district, actor=steering) == 1
    assert list(TravelTime.objects.all()) == [other]
    with pytest.raises(NothingToRemove):
        actions.remove_travel_times(district, actor=steering)


def test_only_who_runs_courses_sets_ways(district, provider, clerk):
    """R-DP-10"""
    for actor in (provider, clerk):
        with pytest.raises(NotAllowed):
            actions.set_travel_times(district, actor=actor, rows=[], source="")
        with pytest.raises(NotAllowed):
            actions.remove_travel_times(district, actor=actor)
