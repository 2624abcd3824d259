"""How the paper tells of posts, people, places and what the municipalities were asked."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.participants.models import TargetCriterion
from kreislotse.participants.states import CallState, ResponseState
from kreislotse.staffing.models import SecondmentParty
from kreislotse.staffing.states import PostState, SecondmentState
from tests.factories.courses import (
    CourseKindFactory,
    QuotaFactory,
    ServiceFactory,
    ServiceKindFactory,
)
from tests.factories.funding import CentreFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.factories.staffing import (
    AgencyFactory,
    ExternalStaffFactory,
    PostFactory,
    SecondmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return CentreFactory(owner=OrganisationFactory(name="Kreis Musterland", gender="m"))


def post(centre, share, title="Beratung", **values):
    return PostFactory(
        initiative=centre, share=None if share is None else Decimal(share), title=title, **values
    )


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        (
            ["2.0", "1.0", "0.5"],
            "Gefördert werden 3,5 Stellen, die der Kreis Musterland einrichtet:",
        ),
        (["1.0"], "Gefördert wird 1,0 Stelle, die der Kreis Musterland einrichtet:"),
        (["0.5", "0.5"], "Gefördert wird 1,0 Stelle, die der Kreis Musterland einrichtet:"),
        (["0.25"], "Gefördert werden 0,25 Stellen, die der Kreis Musterland einrichtet:"),
        (
            ["1.0", None],
            "Gefördert werden Stellen, die der Kreis Musterland einrichtet (Umfang: noch offen):",
        ),
    ],
)
def test_the_posts_are_summed(said, centre, shares, sentence):
    for share in shares:
        post(centre, share)
    assert said(centre, "staffing.posts") == [sentence]


def test_a_post_that_fell_away_is_not_counted(said, centre):
    post(centre, "1.0")
    post(centre, "2.0", state=PostState.ABOLISHED)
    assert said(centre, "staffing.post") == [
        "Gefördert wird 1,0 Stelle, die der Kreis Musterland einrichtet:",
        "1,0 Stelle für Beratung",
        "2,0 Stellen für Beratung (weggefallen)",
    ]


@pytest.mark.parametrize(
    ("share", "title", "state", "item"),
    [
        ("1.0", "Beratung", PostState.PLANNED, "1,0 Stelle für Beratung"),
        ("0.5", "Assistenz", PostState.FILLED, "0,5 Stellen für Assistenz (besetzt)"),
        (None, "Beratung", PostState.PLANNED, "Stelle, deren Umfang noch offen ist für Beratung"),
        ("2.0", "noch nicht bekannt", PostState.PLANNED, "2,0 Stellen (Aufgabe: noch offen)"),
    ],
)
def test_each_post_is_an_item(said, centre, share, title, state, item):
    made = post(centre, share, title, state=state)
    assert said(centre, f"staffing.post.{made.pk}") == [item]


def test_when_posts_are_to_be_filled_is_said_once_for_all(said, centre):
    post(centre, "1.0", recruitment="im Frühjahr")
    assert said(centre, "staffing.recruitment") == ["Die Stelle soll im Frühjahr besetzt werden."]
    post(centre, "1.0", "Leitung", recruitment="im Frühjahr")
    assert said(centre, "staffing.recruitment") == [
        "Die Stellen sollen im Frühjahr besetzt werden."
    ]
    post(centre, "0.5", "Assistenz", recruitment="sofort")
    assert said(centre, "staffing.recruitment") == [
        "Die Stellen (Beratung und Leitung) sollen im Frühjahr besetzt werden.",
        "Die Stelle (Assistenz) soll sofort besetzt werden.",
    ]


def test_filled_posts_are_not_to_be_filled(said, centre):
    post(centre, "1.0", recruitment="im Frühjahr", state=PostState.FILLED)
    assert said(centre, "staffing.recruitment") == []


@pytest.mark.parametrize(
    ("share", "arrangement", "with_post", "sentence"),
    [
        (
            "2.0",
            "Abordnung an das Zentrum",
            True,
            "Hinzu kommen 2,0 Stellen für Lehrkräfte; vorgesehen ist die Abordnung an das Zentrum.",
        ),
        ("1.0", "", True, "Hinzu kommt 1,0 Stelle für Lehrkräfte (Art: noch offen)."),
        (
            None,
            "",
            True,
            "Hinzu kommen Stellen für Lehrkräfte (Umfang: noch offen) (Art: noch offen).",
        ),
        ("1.0", "", False, "Geplant ist 1,0 Stelle für Lehrkräfte (Art: noch offen)."),
        ("0.5", "", False, "Geplant sind 0,5 Stellen für Lehrkräfte (Art: noch offen)."),
    ],
)
def test_a_secondment_comes_on_top_of_posts(said, centre, share, arrangement, with_post, sentence):
    """R-SEC-04."""
    if with_post:
        post(centre, "1.0")
    made = SecondmentFactory(
        initiative=centre, share=share and Decimal(share), arrangement=arrangement
    )
    assert said(centre, f"staffing.secondment.{made.pk}")[0] == sentence


def test_the_procedure_names_who_leads_it_and_with_whom(said, centre):
    made = SecondmentFactory(initiative=centre, target_reason="Beginn des Halbjahrs")
    key = f"staffing.secondment.{made.pk}."
    assert said(centre, key) == [
        "Wer das Verfahren führt, ist noch offen.",
        "Angestrebt ist die Besetzung zum 1. Februar 2016 (Beginn des Halbjahrs).",
    ]
    made.recruiter, made.target_on, made.state = centre.owner, None, SecondmentState.ORDER_ISSUED
    made.save()
    office = OrganisationFactory(
        kind="school_authority", name="Schulamt", gender="n", dative="dem Schulamt"
    )
    SecondmentParty.objects.create(secondment=made, organisation=office)
    assert said(centre, key) == [
        (
            "Das Verfahren führt der Kreis Musterland; abgestimmt wird es mit dem Schulamt "
            "(untere Schulaufsicht)."
        ),
        (
            "Der Termin für die Besetzung ist noch offen (Beginn des Halbjahrs); "
            "Stand: Abordnung verfügt."
        ),
    ]


@pytest.mark.parametrize(
    ("head", "own", "end"),
    [
        (2, 1, "zwei neue Kräfte eingestellt; eine davon arbeitet im Kreis Musterland."),
        (3, 3, "drei neue Kräfte eingestellt; alle arbeiten im Kreis Musterland."),
        (2, 2, "zwei neue Kräfte eingestellt; beide arbeiten im Kreis Musterland."),
        (5, 2, "fünf neue Kräfte eingestellt; davon arbeiten zwei im Kreis Musterland."),
        (14, 13, "14 neue Kräfte eingestellt; davon arbeiten 13 im Kreis Musterland."),
        (4, 0, "vier neue Kräfte eingestellt; keine davon arbeitet im Kreis Musterland."),
        (1, 1, "eine neue Kraft eingestellt; sie arbeitet im Kreis Musterland."),
        (1, 0, "eine neue Kraft eingestellt; sie arbeitet nicht im Kreis Musterland."),
        (0, 0, "keine neuen Kräfte eingestellt."),
        (
            2,
            None,
            (
                "zwei neue Kräfte eingestellt; wie viele davon im Kreis Musterland arbeiten, "
                "ist noch offen."
            ),
        ),
        (
            None,
            1,
            "Kräfte eingestellt (Zahl: noch offen); eine davon arbeitet im Kreis Musterland.",
        ),
    ],
)
def test_staff_of_others_agrees_in_number(said, centre, head, own, end):
    agency = AgencyFactory(name="Agentur für Arbeit", gender="f")
    centre.owner.dative = "dem Kreis Musterland"
    centre.owner.save()
    ExternalStaffFactory(
        initiative=centre, employer=agency, area_text="Musterstadt", headcount=head, in_district=own
    )
    assert said(centre, "staffing.external") == [
        f"Die Agentur für Arbeit hat für den Agenturbezirk Musterstadt {end}"
    ]


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        (100, "Für den Kurs „Deutsch“ stehen 100 Plätze bereit."),
        (1, "Für den Kurs „Deutsch“ steht 1 Platz bereit."),
        (None, "Wie viele Plätze es für den Kurs „Deutsch“ gibt, ist noch offen."),
    ],
)
def test_course_places_agree_in_number(said, centre, places, sentence):
    QuotaFactory(initiative=centre, kind=CourseKindFactory(title="Deutsch"), places=places)
    assert said(centre, "courses.quota") == [sentence]


@pytest.mark.parametrize(
    ("titles", "lead"),
    [
        (["Beratung"], "Das Angebot umfasst eine Leistung:"),
        (["Beratung", "Vermittlung"], "Das Angebot umfasst zwei Leistungen:"),
    ],
)
def test_services_are_counted_and_listed(said, centre, titles, lead):
    for title in titles:
        ServiceFactory(initiative=centre, kind=ServiceKindFactory(title=title))
    assert said(centre, "counselling") == [lead, *titles]


def test_the_target_group_is_listed_with_capitals(said, centre):
    TargetCriterion.objects.create(initiative=centre, position=1, text="hohe Motivation")
    assert said(centre, "participants") == [
        "Die Zielgruppe ist so beschrieben:",
        "Hohe Motivation",
    ]


def call(centre, towns, state=CallState.OPEN, **values):
    made = CallFactory(initiative=centre, state=state, **values)
    part = CallPartFactory(call=made, text="geeignete Räume")
    for town in towns:
        CallResponseFactory(part=part, municipality=town)
    return made


@pytest.mark.parametrize(
    ("number", "values", "sentence"),
    [
        (
            2,
            {},
            (
                "Der Kreis Musterland hat bei den zwei Städten und Gemeinden folgende Angaben "
                "abgefragt:"
            ),
        ),
        (
            1,
            {},
            "Der Kreis Musterland hat bei einer Stadt oder Gemeinde folgende Angaben abgefragt:",
        ),
        (
            0,
            {"state": CallState.CLOSED},
            (
                "Der Kreis Musterland hat (bei wem: noch offen) folgende Angaben zusammengetragen "
                "und weitergeleitet:"
            ),
        ),
        (
            13,
            {"state": CallState.FORWARDED, "forwarded_on": date(2015, 10, 20)},
            (
                "Der Kreis Musterland hat bei den 13 Städten und Gemeinden folgende Angaben "
                "zusammengetragen und weitergeleitet (20. Oktober 2015):"
            ),
        ),
    ],
)
def test_a_call_says_whom_it_asked(said, centre, number, values, sentence):
    towns = MunicipalityFactory.create_batch(number, part_of=centre.owner)
    call(centre, towns, **values)
    assert said(centre, "participants") == [sentence, "Geeignete Räume"]


def test_a_forwarded_call_names_the_recipient(said, centre):
    agency = AgencyFactory(name="Agentur für Arbeit", gender="f")
    made = call(centre, [MunicipalityFactory(part_of=centre.owner)])
    made.state, made.recipient = CallState.FORWARDED, agency
    made.save()
    assert said(centre, "participants.call") == [
        (
            "Der Kreis Musterland hat bei einer Stadt oder Gemeinde folgende Angaben "
            "zusammengetragen und an die Agentur für Arbeit weitergeleitet:"
        )
    ]


def test_a_draft_of_a_call_is_not_told(said, centre):
    call(centre, [], state=CallState.DRAFT)
    assert said(centre, "participants") == []


def test_answers_nil_returns_and_silence_are_told_apart(said, centre):
    """R-CAN-11: „nobody“ is an answer."""
    towns = MunicipalityFactory.create_batch(11, part_of=centre.owner)
    made = call(centre, towns)
    responses = list(made.parts.get().responses.order_by("pk"))
    for response in responses[:9]:
        response.state, response.answered_on = ResponseState.ANSWERED, date(2015, 10, 20)
        response.save()
    nobody = responses[9]
    nobody.state, nobody.answered_on = ResponseState.NIL_RETURN, date(2015, 10, 20)
    nobody.save()
    assert said(centre, "participants.answers") == [
        "Stand des Rücklaufs: 9 mit Angaben, 1 mit Fehlanzeige, 1 ohne Antwort."
    ]
