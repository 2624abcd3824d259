"""Pages of initiatives and what hangs on them: what is seen after the click."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.cooperation.models import Concept
from kreislotse.initiatives.models import (
    ClauseAssignment,
    FieldOfAction,
    Initiative,
    Letter,
    Milestone,
    OpenQuestion,
    Partner,
    Position,
    ReportSubscription,
)
from kreislotse.initiatives.states import Direction
from kreislotse.staffing.models import Post
from tests.factories.initiatives import (
    FieldOfActionFactory,
    InitiativeFactory,
    LetterFactory,
    MilestoneFactory,
    PartnerFactory,
    PositionFactory,
    QuestionFactory,
    SubscriptionFactory,
)
from tests.factories.mandates import ClauseFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Musterland")


@pytest.fixture
def initiative(district):
    return InitiativeFactory(owner=district, number=4, title="Integration Points")


@pytest.fixture
def clause(district):
    return ClauseFactory(
        resolution__agenda_item__meeting__body__owner=district,
        resolution__agenda_item__meeting__body__name="Kreistag",
        text="Die Förderung ist zu beantragen.",
    )


@pytest.fixture
def steering(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def head(acting, client_of, district):
    return client_of(acting(Role.HEAD, at=district))


def get(client, route, *args, **query):
    response = client.get(reverse(f"initiatives:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"initiatives:{route}", args=args), {"sent": "1", **values})


def fill(initiative, clause):
    """One more of everything that can hang on an initiative."""
    PartnerFactory(initiative=initiative)
    MilestoneFactory(initiative=initiative, planned_on=date(2015, 12, 1))
    letter = LetterFactory(initiative=initiative, dated=date(2015, 9, 24))
    letter.addressees.add(OrganisationFactory())
    PositionFactory(initiative=initiative, said_by=OrganisationFactory())
    QuestionFactory(initiative=initiative)
    SubscriptionFactory(initiative=initiative)
    initiative.fields_of_action.add(FieldOfActionFactory())
    ClauseAssignment.objects.create(initiative=initiative, clause=clause)


def test_an_initiative_shows_all_that_hangs_on_it(head, initiative, clause):
    holder = OrganisationFactory(name="Kommunale Spitzenverbände")
    said_by = OrganisationFactory(name="Landkreistag")
    PositionFactory(initiative=initiative, holder=holder, stance="not_agreed", said_by=said_by)
    MilestoneFactory(initiative=initiative, title="Beginn", planned_on=date(2015, 12, 1))
    MilestoneFactory(initiative=initiative, title="Antrag", actual_on=date(2015, 9, 24))
    QuestionFactory(initiative=initiative, question="Wer trägt die Kosten?")
    ClauseAssignment.objects.create(initiative=initiative, clause=clause)
    response, text = get(head, "initiative", initiative.pk)
    assert response.status_code == 200
    for shown in (
        "4. Integration Points",
        "in Verzug",
        "Nach Angabe von „Landkreistag“: Kommunale Spitzenverbände – nicht abgestimmt",
        "1 offene Frage",
        "Wer trägt die Kosten?",
        "Kreistag 23.09.2015, Ziffer",
        "ohne Datum",
        "<svg",
        "Verlauf des Vorhabens „Integration Points“",
    ):
        assert shown in text
    assert "style=" not in text


def test_the_table_of_the_story_has_the_numbers_of_the_picture(head, initiative, clause):
    fill(initiative, clause)
    response, _ = get(head, "initiative", initiative.pk)
    drawn = {m.number for lane in response.context["picture"].lanes for m in lane.marks}
    dated = {number for number, entry in response.context["story"] if entry.day}
    assert drawn == dated


def questions(client, route, *args):
    """How many questions the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        response, _ = get(client, route, *args)
    assert response.status_code == 200
    return len(asked)


def test_the_page_asks_the_same_however_much_hangs_on_it(head, initiative, clause):
    fill(initiative, clause)
    once = questions(head, "initiative", initiative.pk)
    for _ in range(4):
        fill(initiative, ClauseFactory(resolution=clause.resolution))
    assert questions(head, "initiative", initiative.pk) == once


def test_the_list_asks_the_same_however_long_it_is(head, district, clause):
    def grow(count):
        for initiative in InitiativeFactory.create_batch(count, owner=district):
            MilestoneFactory(initiative=initiative)
            ClauseAssignment.objects.create(initiative=initiative, clause=clause)

    grow(1)
    once = questions(head, "initiatives")
    grow(29)
    assert questions(head, "initiatives") == once


def test_the_list_computes_state_and_next_date(head, initiative, clause):
    """L7."""
    MilestoneFactory(initiative=initiative, actual_on=date(2015, 9, 24))
    MilestoneFactory(initiative=initiative, planned_on=date(2099, 12, 1))
    ClauseAssignment.objects.create(initiative=initiative, clause=clause)
    InitiativeFactory(title="Fremdes Vorhaben")
    response, text = get(head, "initiatives")
    assert [str(cell["value"]) for cell in response.context["lines"][0]] == [
        "4",
        "Integration Points",
        "Projekt",
        "läuft",
        "2099-12-01",
        str(clause),
    ]
    assert "Fremdes Vorhaben" not in text


def test_an_initiative_links_to_what_the_reader_may_see_of_it(
    acting, client_of, district, initiative
):
    """Up and down the spine: posts are shown to who reads posts, concepts to who reads concepts."""
    Post.objects.create(owner=district, initiative=initiative, title="Fachkraft", share=1)
    Concept.objects.create(owner=district, initiative=initiative, title="Gemeinsames Konzept")
    client = client_of(acting(Role.AUDITOR, at=district))
    response, _ = get(client, "initiative", initiative.pk)
    posts = f"{reverse('staffing:posts')}?initiative={initiative.pk}"
    assert [(str(label), way, n) for label, way, n in response.context["links"]] == [
        ("Stellen", posts, 1)
    ]


def test_an_initiative_is_planned_and_changed(steering, district, clause):
    field = FieldOfActionFactory()
    values = {"number": "1", "kind": "centre", "title": "Zentrum"}
    send(
        steering,
        "initiative_new",
        owner=district.pk,
        clauses=[clause.pk],
        fields_of_action=[field.pk],
        **values,
    )
    initiative = Initiative.objects.get()
    assert (list(initiative.clauses.all()), list(initiative.fields_of_action.all())) == (
        [clause],
        [field],
    )
    _, text = get(steering, "initiative_change", initiative.pk)
    assert 'value="Zentrum"' in text
    assert "checked" in text
    send(steering, "initiative_change", initiative.pk, **values | {"title": "Neues Zentrum"})
    initiative.refresh_from_db()
    assert (initiative.title, list(initiative.fields_of_action.all())) == ("Neues Zentrum", [])


def test_clauses_are_linked_and_loosened(steering, initiative, clause):
    """R-MAN-03."""
    send(steering, "clause_link", initiative.pk, clause=clause.pk)
    assert list(initiative.clauses.all()) == [clause]
    again = send(steering, "clause_link", initiative.pk, clause=clause.pk)
    assert again.status_code == 422
    send(steering, "clause_unlink", initiative.pk, clause.pk)
    assert list(initiative.clauses.all()) == []


def test_partners_come_change_and_go(steering, initiative):
    agency = OrganisationFactory(name="Agentur für Arbeit")
    send(steering, "partner_new", initiative.pk, organisation=agency.pk, role="lead")
    partner = Partner.objects.get()
    send(steering, "partner_change", partner.pk, role="partner", part="zwei Kräfte")
    assert "zwei Kräfte" in get(steering, "initiative", initiative.pk)[1]
    send(steering, "partner_remove", partner.pk, note="beendet")
    assert not Partner.objects.exists()


def test_milestones_are_set_and_moved(steering, initiative):
    send(steering, "milestone_new", initiative.pk, title="Beginn", planned_on="01.12.2015")
    milestone = Milestone.objects.get()
    send(
        steering,
        "milestone_move",
        milestone.pk,
        planned_on="01.12.2015",
        forecast_on="15.01.2016",
    )
    milestone.refresh_from_db()
    assert (milestone.planned_on, milestone.forecast_on) == (date(2015, 12, 1), date(2016, 1, 15))


def test_a_letter_and_its_answer_are_recorded_and_set_right(steering, initiative):
    """L25-30; an answer before its letter is refused and nothing typed is lost."""
    ministry = OrganisationFactory()
    out = {"sender": initiative.owner_id, "addressees": [ministry.pk]}
    send(steering, "letter_out_new", initiative.pk, subject="Bitte", dated="24.09.2015", **out)
    letter = Letter.objects.get()
    answer = {
        "subject": "Zustimmung",
        "sender": ministry.pk,
        "addressees": [initiative.owner_id],
        "answers": letter.pk,
    }
    refused = send(steering, "letter_in_new", initiative.pk, dated="23.09.2015", **answer)
    assert refused.status_code == 422
    assert "Die Antwort (23.09.2015) darf nicht vor" in refused.content.decode()
    assert 'value="23.09.2015"' in refused.content.decode()
    send(steering, "letter_in_new", initiative.pk, dated="08.10.2015", **answer)
    granted = Letter.objects.get(direction=Direction.IN)
    assert (granted.dated, granted.answers) == (date(2015, 10, 8), letter)
    assert 'value="Zustimmung"' in get(steering, "letter_change", granted.pk)[1]
    send(steering, "letter_change", granted.pk, **answer | {"subject": "Bescheid"})
    granted.refresh_from_db()
    assert (granted.subject, granted.dated) == ("Bescheid", None)


def test_positions_are_recorded_with_their_source(steering, initiative):
    """R-CPT-04."""
    holder = OrganisationFactory()
    values = {"stance": "demands", "statement": "Die Mitwirkung ist unerlässlich."}
    refused = send(steering, "position_new", initiative.pk, holder=holder.pk, **values)
    assert refused.status_code == 422
    assert "Woher ist das bekannt?" in refused.content.decode()
    send(steering, "position_new", initiative.pk, holder=holder.pk, source="Brief", **values)
    position = Position.objects.get()
    send(steering, "position_change", position.pk, **values | {"source": "Rundschreiben"})
    assert "Quelle: Rundschreiben" in get(steering, "initiative", initiative.pk)[1]


def test_a_question_stays_open_until_it_is_answered(steering, initiative):
    send(steering, "question_new", initiative.pk, question="Welche Summe?")
    question = OpenQuestion.objects.get()
    assert "1 offene Frage" in get(steering, "initiative", initiative.pk)[1]
    send(steering, "question_answer", question.pk, answer="170.000 €")
    _, text = get(steering, "initiative", initiative.pk)
    assert "1 offene Frage" not in text
    assert "170.000 €" in text


def test_reports_are_asked_for_and_received(steering, initiative):
    """L90-91."""
    send(
        steering,
        "subscription_new",
        initiative.pk,
        reporter=OrganisationFactory().pk,
        subject="Verlauf",
        every_months="3",
        next_due_on="01.11.2015",
    )
    subscription = ReportSubscription.objects.get()
    send(steering, "report_received", subscription.pk, received_on="10.11.2015")
    subscription.refresh_from_db()
    assert subscription.next_due_on == date(2016, 2, 1)


def test_fields_of_action_are_entered(steering, district):
    send(steering, "field_new", code="bildung", title="Integration durch Bildung")
    assert FieldOfAction.objects.get().code == "bildung"
    assert "Integration durch Bildung" in get(steering, "fields")[1]


def test_of_many_addressees_the_ticked_come_first_in_a_box_of_their_own(steering, initiative):
    OrganisationFactory.create_batch(13)
    last = OrganisationFactory(name="Zentralstelle")
    out = {"sender": initiative.owner_id, "addressees": [last.pk], "subject": "Bitte"}
    send(steering, "letter_out_new", initiative.pk, dated="24.09.2015", **out)
    page = steering.get(reverse("initiatives:letter_change", args=[Letter.objects.get().pk]))
    box = page.content.decode().split('class="kern-fieldset__body long-choice"')[1]
    assert box.index("Zentralstelle") < box.index(str(initiative.owner))
    assert re.search(rf'value="{last.pk}"[^>]*checked', box)


def deed_routes(initiative):
    """Every page of a deed on an initiative or on what hangs on it."""
    names = "initiative_change clause_link partner_new milestone_new letter_out_new letter_in_new"
    more = "position_new question_new subscription_new"
    yield from ((name, initiative.pk) for name in f"{names} {more}".split())
    for name, rows in [
        ("partner_change", initiative.partners),
        ("partner_remove", initiative.partners),
        ("milestone_move", initiative.milestones),
        ("letter_change", initiative.letters),
        ("position_change", initiative.positions),
        ("question_answer", initiative.questions),
        ("report_received", initiative.subscriptions),
    ]:
        yield name, rows.get().pk


def test_deeds_open_to_who_may_and_are_refused_to_readers(acting, client_of, initiative, clause):
    fill(initiative, clause)
    for role, status in ((Role.STEERING, 200), (Role.HEAD, 403)):
        client = client_of(acting(role, at=initiative.owner))
        for route, key in deed_routes(initiative):
            assert (route, get(client, route, key)[0].status_code) == (route, status)
        unlink = get(client, "clause_unlink", initiative.pk, clause.pk)
        assert unlink[0].status_code == status
        assert get(client, "initiative_new")[0].status_code == status
        assert get(client, "field_new")[0].status_code == status


def test_what_belongs_to_others_is_not_there(steering, district):
    """404, not 403."""
    theirs = InitiativeFactory()
    clause = ClauseFactory(resolution__agenda_item__meeting__body__owner=theirs.owner)
    fill(theirs, clause)
    for route, key in [("initiative", theirs.pk), *deed_routes(theirs)]:
        assert (route, get(steering, route, key)[0].status_code) == (route, 404)
    assert get(steering, "clause_unlink", theirs.pk, clause.pk)[0].status_code == 404


def test_a_reader_sees_no_deeds(head, initiative, clause):
    fill(initiative, clause)
    response, text = get(head, "initiative", initiative.pk)
    assert response.context["deeds"] == []
    assert "Beantworten" not in text


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("initiatives", "Noch ist kein Vorhaben angelegt. Legen Sie das erste an."),
        ("fields", "Noch ist kein Handlungsfeld eingetragen."),
    ],
)
def test_an_empty_list_names_the_next_step(head, district, route, words):
    assert words in get(head, route)[1]
