"""Pages of meetings, papers, resolutions and clauses: what is seen after the click."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.initiatives.models import ClauseAssignment
from kreislotse.mandates.models import (
    AgendaItem,
    Clause,
    Consultation,
    ElectoralPeriod,
    Evidence,
    Meeting,
    Paper,
    Resolution,
)
from kreislotse.mandates.states import ClauseState, MeetingState, ProposalKind, Result
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mandates import (
    AgendaItemFactory,
    ClauseFactory,
    EvidenceFactory,
    MeetingFactory,
    PaperFactory,
    PeriodFactory,
    ResolutionFactory,
)
from tests.factories.organisations import BodyFactory, OrganisationFactory


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Musterland")


@pytest.fixture
def council(district):
    return BodyFactory(owner=district, name="Kreistag", members=54)


@pytest.fixture
def clause(council):
    """The council's clause of 23.09.2015, resolved 47 to nothing."""
    period = PeriodFactory(owner=council.owner)
    paper = PaperFactory(
        owner=council.owner, period=period, running_number=355, revision=1, subject="Einrichtung"
    )
    resolution = ResolutionFactory(
        agenda_item__meeting__body=council,
        agenda_item__number="Ö 5",
        agenda_item__subject="Einrichtung eines Zentrums",
        agenda_item__paper=paper,
        votes_for=47,
        votes_against=0,
        abstentions=0,
        biased=0,
    )
    return ClauseFactory(resolution=resolution, number="1", text="Die Förderung ist zu beantragen.")


@pytest.fixture
def steering(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def head(acting, client_of, district):
    return client_of(acting(Role.HEAD, at=district))


def get(client, route, *args, **query):
    response = client.get(reverse(f"mandates:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"mandates:{route}", args=args), {"sent": "1", **values})


def test_a_clause_shows_body_day_item_paper_number_and_vote(head, clause):
    """R-MAN-01, R-MAN-02: unanimity stands there derived."""
    response, text = get(head, "clause", clause.pk)
    assert response.status_code == 200
    for shown in (
        "Kreistag",
        "23.09.2015",
        "TOP Ö 5 Einrichtung eines Zentrums",
        "SV-9-0355/1 Einrichtung",
        "Ziffer 1",
        "ungeändert beschlossen, einstimmig",
        "dafür: 47, dagegen: 0, Enthaltungen: 0, befangen: 0",
        "Noch belegt nichts die Ausführung.",
        "Noch führt kein Vorhaben den Auftrag aus.",
    ):
        assert shown in text


def test_a_clause_names_its_evidence_and_its_own_initiatives(head, clause):
    """R-MAN-03."""
    EvidenceFactory(clause=clause, title="Zustimmung des Ministeriums")
    ours = InitiativeFactory(owner=clause.owner, number=1, title="Integrationszentrum")
    theirs = InitiativeFactory(title="Fremdes Vorhaben")
    for initiative in (ours, theirs):
        ClauseAssignment.objects.create(initiative=initiative, clause=clause)
    _, text = get(head, "clause", clause.pk)
    assert "Zustimmung des Ministeriums" in text
    assert "1. Integrationszentrum" in text
    assert "Fremdes Vorhaben" not in text


def test_more_votes_than_members_are_warned_of(head, council, clause):
    """R-MAN-02."""
    council.members = 46
    council.save()
    warning = "Es sind mehr Stimmen eingetragen (47), als das Gremium Mitglieder hat."
    assert warning in get(head, "clause", clause.pk)[1]
    assert warning in get(head, "meeting", clause.resolution.agenda_item.meeting_id)[1]


def test_a_resolution_of_an_unknown_body_and_day_is_shown_as_such(head, district):
    meeting = MeetingFactory(owner=district, body=None, held_on=None)
    clause = ClauseFactory(resolution__agenda_item__meeting=meeting, text="Etwas.")
    assert "Tag nicht bekannt" in get(head, "clause", clause.pk)[1]
    for route, key in (("meeting", [meeting.pk]), ("meetings", []), ("clauses", [])):
        assert get(head, route, *key)[0].status_code == 200


def test_votes_that_nobody_knows_are_named_as_unknown(head, council):
    resolution = ResolutionFactory(agenda_item__meeting__body=council, votes_for=16)
    _, text = get(head, "meeting", resolution.agenda_item.meeting_id)
    assert "dafür: 16, dagegen: nicht bekannt" in text


@pytest.mark.parametrize(
    ("due_on", "state", "badge"),
    [
        (date(2015, 12, 1), ClauseState.OPEN, True),
        (date(2015, 12, 1), ClauseState.FULFILLED, False),
        (date(2099, 12, 1), ClauseState.OPEN, False),
    ],
)
def test_only_an_unfinished_clause_is_overdue(head, clause, due_on, state, badge):
    """G4."""
    Clause.objects.filter(pk=clause.pk).update(due_on=due_on, state=state)
    response, text = get(head, "clause", clause.pk)
    assert ("überfällig" in text) is badge
    assert response.context["due"] is None or badge


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, {"1", "2", "3"}),
        ({"state": "standing"}, {"2"}),
        ({"kind": "standing_duty"}, {"2"}),
        ({"initiative": "none"}, {"1", "2"}),
        ({"initiative": "some"}, {"3"}),
        ({"search": "förderung"}, {"1"}),
    ],
)
def test_clauses_are_found_by_state_kind_initiative_and_words(head, clause, query, numbers):
    """G3: clauses without an initiative can be listed."""
    ClauseFactory(
        resolution=clause.resolution,
        number="2",
        kind="standing_duty",
        state=ClauseState.STANDING,
        text="Strukturen.",
    )
    third = ClauseFactory(resolution=clause.resolution, number="3", text="Räume.")
    ClauseAssignment.objects.create(initiative=InitiativeFactory(owner=clause.owner), clause=third)
    ClauseFactory(number="4", text="Fremder Auftrag.")
    response, text = get(head, "clauses", **query)
    assert {str(line[0]["value"])[0] for line in response.context["lines"]} == numbers
    assert "Fremder Auftrag" not in text


def questions(client, route, *args):
    """How many questions the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        response, _ = get(client, route, *args)
    assert response.status_code == 200
    return len(asked)


@pytest.mark.parametrize("route", ["clauses", "meetings", "papers", "periods"])
def test_a_list_asks_the_same_however_long_it_is(head, district, route):
    body = BodyFactory(owner=district)
    period = PeriodFactory(owner=district, number=1)

    def grow(first, last):
        for n in range(first, last):
            meeting = MeetingFactory(body=body, held_on=date(2015, 1, 1 + n))
            paper = PaperFactory(owner=district, period=period, running_number=n + 1)
            PeriodFactory(owner=district, number=n + 2)
            ClauseFactory(
                resolution__agenda_item__meeting=meeting, resolution__agenda_item__paper=paper
            )

    grow(0, 1)
    once = questions(head, route)
    grow(1, 30)
    assert questions(head, route) == once


@pytest.mark.parametrize("route", ["meeting", "clause", "paper"])
def test_a_page_asks_the_same_however_much_hangs_on_it(head, clause, route):
    item = clause.resolution.agenda_item
    key = {"meeting": item.meeting_id, "clause": clause.pk, "paper": item.paper_id}[route]

    def grow(times):
        for _ in range(times):
            more = AgendaItemFactory(meeting=item.meeting, paper=item.paper)
            ClauseFactory(resolution=ResolutionFactory(agenda_item=more))
            EvidenceFactory(clause=clause)
            ClauseAssignment.objects.create(
                initiative=InitiativeFactory(owner=clause.owner), clause=clause
            )
            Consultation.objects.create(
                paper=item.paper,
                position=item.paper.consultations.count() + 1,
                meeting=item.meeting,
                body=item.meeting.body,
                role="hearing",
                proposal_kind="none",
            )

    grow(1)
    once = questions(head, route, key)
    grow(5)
    assert questions(head, route, key) == once


def test_a_reader_sees_no_deeds(head, clause):
    response, _ = get(head, "clause", clause.pk)
    assert response.context["deeds"] == []
    _, text = get(head, "meeting", clause.resolution.agenda_item.meeting_id)
    assert "Beschluss berichtigen" not in text


def test_a_meeting_goes_from_the_calendar_to_its_clauses(steering, council):
    """2.1: meeting, agenda item, resolution, clause, evidence, fulfilled."""
    send(steering, "meeting_new", body=council.pk, held_on="23.09.2015", place="Kreishaus")
    meeting = Meeting.objects.get()
    send(steering, "meeting_held", meeting.pk)
    send(steering, "agenda_item_new", meeting.pk, subject="Einrichtung", is_public="on")
    item = AgendaItem.objects.get()
    send(steering, "resolution_new", item.pk, result=Result.ADOPTED_UNCHANGED, votes_for="47")
    resolution = Resolution.objects.get()
    response = send(
        steering,
        "clause_new",
        resolution.pk,
        number="1",
        kind="task",
        text="Die Förderung ist zu beantragen.",
        responsible_post="Leitung",
        due_on="31.12.2015",
    )
    clause = Clause.objects.get()
    assert response.url == reverse("mandates:clause", args=[clause.pk])
    send(steering, "clause_start", clause.pk)
    send(steering, "evidence_new", clause.pk, dated="08.10.2015", title="Zustimmung")
    send(steering, "clause_fulfil", clause.pk)
    clause.refresh_from_db()
    meeting.refresh_from_db()
    assert (clause.state, meeting.state) == (ClauseState.FULFILLED, MeetingState.HELD)
    assert Evidence.objects.get().title == "Zustimmung"
    _, text = get(steering, "meeting", meeting.pk)
    assert "Die Förderung ist zu beantragen. (erledigt)" in text


@pytest.mark.parametrize(
    ("route", "state", "values", "target"),
    [
        ("clause_stand", ClauseState.OPEN, {}, ClauseState.STANDING),
        ("clause_reopen", ClauseState.FULFILLED, {}, ClauseState.IN_PROGRESS),
        ("clause_supersede", ClauseState.OPEN, {"note": "Neuer Beschluss"}, ClauseState.SUPERSEDED),
        ("clause_withdraw", ClauseState.OPEN, {"note": "Kreistag"}, ClauseState.WITHDRAWN),
    ],
)
def test_each_step_has_a_page(steering, clause, route, state, values, target):
    Clause.objects.filter(pk=clause.pk).update(state=state)
    assert get(steering, route, clause.pk)[0].status_code == 200
    assert send(steering, route, clause.pk, **values).status_code == 302
    clause.refresh_from_db()
    assert clause.state == target


def test_a_refusal_keeps_what_was_typed(steering, clause):
    response = send(steering, "clause_fulfil", clause.pk, note="Alles erledigt")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Noch belegt nichts die Erledigung. Tragen Sie zuerst einen Nachweis ein." in text
    assert "Alles erledigt" in text


def test_a_clause_without_owner_and_reason_is_refused_in_the_form(steering, clause):
    """G2."""
    response = send(steering, "clause_assign", clause.pk, due_on="31.12.2015")
    assert response.status_code == 422
    assert "Es fehlt: die zuständige Stelle." in response.content.decode()
    send(steering, "clause_assign", clause.pk, responsible_post="Leitung", due_on="31.12.2015")
    clause.refresh_from_db()
    assert (clause.responsible_post, clause.due_on) == ("Leitung", date(2015, 12, 31))


def test_the_form_shows_what_the_record_says(steering, clause):
    Clause.objects.filter(pk=clause.pk).update(responsible_post="Dezernat II")
    assert "Dezernat II" in get(steering, "clause_assign", clause.pk)[1]


def test_the_form_of_something_new_is_empty(steering, clause):
    form = get(steering, "evidence_new", clause.pk)[0].context["form"]
    assert [field.name for field in form if field.value()] == []


def test_a_meeting_is_cancelled(steering, council):
    meeting = MeetingFactory(body=council)
    send(steering, "meeting_cancel", meeting.pk, note="Sturm")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED


def test_a_resolution_is_corrected_with_its_reason(steering, clause):
    resolution = clause.resolution
    values = {"result": Result.ADOPTED_CHANGED, "votes_for": "46"}
    response = send(steering, "resolution_correct", resolution.pk, **values)
    assert response.status_code == 422
    send(steering, "resolution_correct", resolution.pk, **values, reason="Niederschrift")
    resolution.refresh_from_db()
    assert (resolution.result, resolution.votes_for) == (Result.ADOPTED_CHANGED, 46)


def test_a_paper_is_registered_revised_and_deliberated(steering, district):
    """R-PAP-05, L1."""
    send(steering, "period_new", owner=district.pk, number="9", begins_on="01.06.2014")
    period = ElectoralPeriod.objects.get()
    response = send(
        steering,
        "paper_new",
        owner=district.pk,
        subject="Sachstand",
        kind="paper",
        period=period.pk,
        next_number="on",
        is_public="on",
    )
    paper = Paper.objects.get()
    assert (paper.reference, response.url) == (
        "SV-9-0001",
        reverse("mandates:paper", args=[paper.pk]),
    )
    send(steering, "consultation_new", paper.pk, role="taking_note", proposal_kind="none")
    _, text = get(steering, "paper", paper.pk)
    assert "- ohne -" in text
    step = Consultation.objects.get()
    send(
        steering,
        "consultation_change",
        step.pk,
        role="taking_note",
        proposal_kind=ProposalKind.TAKING_NOTE,
    )
    _, text = get(steering, "paper", paper.pk)
    assert "Der Bericht der Verwaltung wird zur Kenntnis genommen." in text
    send(steering, "paper_change", paper.pk, subject="Neuer Stand", kind="notice")
    send(steering, "paper_revise", paper.pk, dated="16.09.2015")
    _, text = get(steering, "paper", paper.pk)
    assert "SV-9-0001/1" in text
    assert "SV-9-0001 Neuer Stand" in text


@pytest.mark.parametrize(
    "route",
    ["meeting_new", "paper_new", "period_new"],
)
def test_only_who_may_gets_the_form_for_something_new(head, district, route):
    assert get(head, route)[0].status_code == 403


def deed_routes(clause):
    """Every page of a deed on a record that is there."""
    item = clause.resolution.agenda_item
    names = ("assign", "start", "stand", "supersede", "withdraw")
    yield from ((f"clause_{name}", clause.pk) for name in names)
    yield from (("evidence_new", clause.pk), ("clause_new", clause.resolution_id))
    yield from ((f"meeting_{name}", item.meeting_id) for name in ("held", "cancel"))
    yield ("agenda_item_new", item.meeting_id)
    yield ("resolution_correct", clause.resolution_id)
    yield from ((f"paper_{name}", item.paper_id) for name in ("change", "revise"))
    yield ("consultation_new", item.paper_id)


def test_deeds_open_to_who_may_and_are_refused_to_readers(acting, client_of, clause):
    for role, status in ((Role.STEERING, 200), (Role.HEAD, 403)):
        client = client_of(acting(role, at=clause.owner))
        for route, key in deed_routes(clause):
            assert (route, get(client, route, key)[0].status_code) == (route, status)


def test_what_belongs_to_others_is_not_there(steering, district):
    """404, not 403."""
    paper = PaperFactory()
    theirs = ClauseFactory(
        resolution__agenda_item__meeting__body__owner=paper.owner,
        resolution__agenda_item__paper=paper,
    )
    item = theirs.resolution.agenda_item
    pages = [("clause", theirs.pk), ("meeting", item.meeting_id), ("paper", paper.pk)]
    for route, key in [*pages, *deed_routes(theirs)]:
        assert (route, get(steering, route, key)[0].status_code) == (route, 404)


def test_a_step_in_the_wrong_state_is_a_conflict(steering, clause):
    assert get(steering, "clause_reopen", clause.pk)[0].status_code == 409


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("clauses", "Noch ist kein Auftrag eingetragen."),
        ("meetings", "Noch ist keine Sitzung eingetragen. Tragen Sie die erste ein."),
        ("papers", "Noch ist keine Vorlage erfasst. Erfassen Sie die erste."),
        ("periods", "Noch ist keine Wahlperiode angelegt. Legen Sie die laufende an."),
    ],
)
def test_an_empty_list_names_the_next_step(head, district, route, words):
    assert words in get(head, route)[1]


def test_the_register_is_exported_as_shown(head, district):
    period = PeriodFactory(owner=district)
    PaperFactory(owner=district, period=period, running_number=355, subject="Einrichtung")
    response = head.get(reverse("mandates:papers"), {"export": "csv"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Nummer;Betreff;Art;Datum;Abteilung",
        "SV-9-0355;Einrichtung;Sitzungsvorlage;;",
    ]
