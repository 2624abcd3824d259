"""Pages of lines: why somebody has no place, in words; deciding otherwise; the letter."""

import pytest
from django.test import Client
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.allocation import actions
from kreislotse.allocation.models import Override, Run
from kreislotse.allocation.states import RunState
from kreislotse.courses.actions import decline_offer
from kreislotse.journal.models import JournalEntry, ReadEntry
from kreislotse.participants.states import ConsentPurpose
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import with_consent
from tests.web.allocation.conftest import NAME, REPLY_BY

pytestmark = pytest.mark.usefixtures("in_november")


def test_the_lines_stand_by_code_with_points_and_result(steering, places, look):
    run = places.propose()
    text = look(steering, "run_lines", run.pk)[1]
    codes = [
        entry.candidate.code for entry in (places.benefits, places.training, places.long_waiting)
    ]
    found = [text.index(code) for code in codes]
    assert found == sorted(found)
    assert "Platz: Deutsch am Morgen" in text
    assert "kein Platz" in text
    assert NAME not in text


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"result": "placed"}, ["training", "long_waiting"]),
        ({"result": "open"}, ["benefits"]),
        ({"result": "held"}, []),
        ({"result": "decided"}, []),
        ({"result": "ahead"}, ["training", "long_waiting"]),
    ],
)
def test_the_lines_are_narrowed_by_what_came_out(steering, places, look, query, seen):
    text = look(steering, "run_lines", places.propose().pk, **query)[1]
    everybody = ("benefits", "training", "long_waiting")
    assert [who for who in everybody if getattr(places, who).candidate.code in text] == [
        who for who in everybody if who in seen
    ]


def test_the_lines_are_found_by_code_course_and_municipality(steering, places, look):
    run = places.propose()
    code, other = places.training.candidate.code, places.long_waiting.candidate.code
    text = look(steering, "run_lines", run.pk, search=code)[1]
    assert f">{code}</a>" in text
    assert f">{other}</a>" not in text
    course = run.courses.get(course=places.course)
    assert f">{other}</a>" in look(steering, "run_lines", run.pk, course=course.pk)[1]
    assert f">{other}</a>" not in look(steering, "run_lines", run.pk, town=places.town.pk)[1]


def test_a_locked_person_stands_nowhere(steering, places, look):
    """R-DP-31."""
    run = places.propose()
    person = places.training.candidate
    type(person).objects.filter(pk=person.pk).update(
        restricted_on=places.steering.today, restriction="request"
    )
    assert person.code not in look(steering, "run_lines", run.pk)[1]
    line = places.line(run, places.training)
    assert look(steering, "line", line.pk)[0].status_code == 404


def test_the_page_says_what_counted_and_why_it_came_out_so(steering, places, look):
    """Nobody else is named, and so few are not counted out (R-DP-40)."""
    line = places.line(places.propose(), places.benefits)
    text = look(steering, "line", line.pk)[1]
    assert "jeder Platz zählt: 1.000" in text
    assert "Wochen des Wartens: 40" in text
    assert "Zusammen 1.040 Punkte." in text
    assert "Die Plätze in den Kursen, die in Frage kommen, reichen nicht für alle." in text
    assert "„Deutsch am Morgen“ hat nur einzelne Plätze. Sie gehen an andere." in text
    assert "„Deutsch am Abend“ kommt nicht in Frage: Das Niveau passt nicht." in text
    others = (places.training, places.long_waiting)
    assert not [entry for entry in others if entry.candidate.code in text]


def test_the_page_says_what_would_have_given_a_place(steering, places, look):
    """1.040 points against 1.220: the lots decide among equals, so 181 or 180 are missing."""
    line = places.line(places.propose(), places.benefits)
    text = look(steering, "line", line.pk)[1]
    assert "Jeder Satz ist nachgerechnet" in text
    assert "Mit einem Platz mehr im Kurs „Deutsch am Morgen“ hätte es gereicht." in text
    assert any(f"Mit {points} Punkten mehr hätte es einen Platz" in text for points in (180, 181))
    assert any(f"Mit {weeks} Wochen mehr Wartezeit hätte es" in text for weeks in (18, 19))
    reason = "gäbe es, wenn eines nicht wäre: Das Niveau passt nicht."
    assert f"Einen Platz im Kurs „Deutsch am Abend“ {reason}" in text


def test_it_stands_there_in_plain_german_too(steering, places, look):
    line = places.line(places.propose(), places.benefits)
    text = look(steering, "line", line.pk)[1]
    plain = text[text.index('<div lang="de-simple">') :]
    assert "Sie bekommen dieses Mal keinen Platz." in plain
    assert "Es gibt zu wenige Plätze für alle." in plain
    assert "Kurs „Deutsch am Abend“: Ihr Deutsch passt nicht zu diesem Kurs." in plain
    assert "Mit einem Platz mehr hätten Sie einen Platz im Kurs „Deutsch am Morgen“." in plain


def test_whoever_is_placed_reads_where(steering, places, look):
    line = places.line(places.propose(), places.training)
    text = look(steering, "line", line.pk)[1]
    assert "Die Person bekommt einen Platz im Kurs „Deutsch am Morgen“." in text
    assert "vor einer Ausbildung oder Beschäftigung: 300" in text
    assert "Sie bekommen einen Platz. Der Kurs heißt: Deutsch am Morgen." in text


def test_whoever_holds_a_place_keeps_it(steering, places, look):
    places.send(places.propose())
    run = places.propose()
    line = places.line(run, places.training)
    text = look(steering, "line", line.pk)[1]
    assert "Die Person hat schon einen Platz im Kurs „Deutsch am Morgen“." in text
    assert look(steering, "line_override", line.pk)[0].status_code == 409


def test_the_effect_on_others_is_seen_before_it_is_decided(steering, places, look, send):
    """Points lost, who loses and who gains, by code; the reason comes last."""
    line = places.line(places.propose(), places.benefits)
    choose = look(steering, "line_override", line.pk)[1]
    assert f"{places.evening}: Das Niveau passt nicht" in choose
    number = line.run.courses.get(course=places.course).number
    text = look(steering, "line_override", line.pk, course=number)[1]
    assert "Es gehen 180 Punkte verloren. Es bekommen gleich viele einen Platz." in text
    loses = text[text.index("Keinen Platz mehr hätten") :].split("</ul>")[0]
    assert f"{places.long_waiting.candidate.code}</a>, Berg: Deutsch am Morgen" in loses
    assert places.training.candidate.code not in text
    assert not Override.objects.exists()
    query = f"?course={number}"
    assert send(steering, "line_override", line.pk, query=query).status_code == 422
    send(steering, "line_override", line.pk, query=query, reason="Ausbildungsplatz zugesagt")
    line.refresh_from_db()
    assert (line.override.reason, line.course.course) == (
        "Ausbildungsplatz zugesagt",
        places.course,
    )
    told = look(steering, "line", line.pk)[1]
    assert "Grund: Ausbildungsplatz zugesagt" in told


def test_a_place_is_taken_back_and_given_back(steering, places, look, send):
    line = places.line(places.propose(), places.training)
    text = look(steering, "line_override", line.pk, course="none")[1]
    assert "Es gehen 300 Punkte verloren." in text
    assert places.benefits.candidate.code in text[text.index("Einen Platz bekämen") :]
    send(steering, "line_override", line.pk, query="?course=none", reason="Hat Arbeit")
    line.refresh_from_db()
    assert line.course is None
    send(steering, "override_take_back", line.pk)
    line.refresh_from_db()
    assert line.course.course == places.course


def test_a_course_that_does_not_fit_cannot_be_given(steering, places, send):
    line = places.line(places.propose(), places.benefits)
    number = line.run.courses.get(course=places.evening).number
    query = f"?course={number}"
    response = send(steering, "line_override", line.pk, query=query, reason="trotzdem")
    assert response.status_code == 422
    assert "Das Niveau passt nicht" in response.content.decode()
    assert not Override.objects.exists()


def test_whoever_changed_something_signs_nothing(browser_of, acting, places, look):
    second = acting(Role.STEERING, at=places.district)
    run = places.propose()
    line = places.line(run, places.training)
    actions.override_line(line, actor=second, course=None, reason="Hat Arbeit")
    text = look(browser_of(second), "run", run.pk)[1]
    assert "Das macht eine zweite Person." in text


def test_a_signed_run_is_not_changed_any_more(steering, places, look):
    run = places.sign(places.propose())
    line = places.line(run, places.training)
    assert look(steering, "line_override", line.pk)[0].status_code == 409


def test_a_municipality_reads_of_its_own_people_once_it_is_sent(clerk, places, look):
    run = places.propose()
    own, theirs = places.line(run, places.benefits), places.line(run, places.long_waiting)
    assert look(clerk, "line", own.pk)[0].status_code == 404
    places.send(run)
    text = look(clerk, "line", own.pk)[1]
    assert "reichen nicht für alle" in text
    assert f"/allocation/runs/{run.pk}/" not in text
    assert look(clerk, "line", theirs.pk)[0].status_code == 404
    assert look(clerk, "line_override", own.pk)[0].status_code == 403


def test_the_letter_tells_why_and_how_to_object(clerk, places, look, pdf_text):
    """Its title names nobody, and that the name was read is written down."""
    run = places.send(places.propose())
    line = places.line(run, places.benefits)
    response = look(clerk, "line_letter", line.pk)[0]
    text = pdf_text(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert "Sie bekommen dieses Mal keinen Platz." in text
    assert "Wenn Sie nicht einverstanden sind" in text
    assert f"Nennen Sie die Kennung {places.benefits.candidate.code}." in text
    assert NAME in text
    assert NAME not in response["Content-Disposition"]
    entry = ReadEntry.objects.get()
    assert (entry.kind, entry.purpose) == ("letter", "Schreiben über einen Kursplatz")


def test_the_letter_with_a_place_names_the_day_of_the_answer(clerk, places, look, pdf_text):
    run = places.send(places.propose())
    line = places.line(run, places.training)
    text = pdf_text(look(clerk, "line_letter", line.pk)[0].content)
    assert "Der Kurs heißt: Deutsch am Morgen." in text
    assert "Antworten Sie bitte bis zum 16. November 2015" in text


def test_the_letter_after_an_answer_tells_what_was_answered(clerk, places, look, pdf_text):
    run = places.send(places.propose())
    decline_offer(places.training.offers.get(), actor=places.steering, reason="work")
    text = pdf_text(look(clerk, "line_letter", places.line(run, places.training).pk)[0].content)
    assert "Sie haben den Platz abgelehnt. Sie können wieder auf die Liste kommen." in text
    assert "Antworten Sie bitte bis zum" not in text


def test_there_is_no_letter_before_the_places_are_offered(steering, places, look):
    run = places.propose()
    with_consent(places.training.candidate, ConsentPurpose.DISTRICT, places.district)
    line = places.line(run, places.training)
    assert look(steering, "line_letter", line.pk)[0].status_code == 409
    Run.objects.filter(pk=run.pk).update(state=RunState.SENT)
    assert look(steering, "line_letter", line.pk)[0].status_code == 200


def test_the_district_writes_to_nobody_whose_name_it_may_not_see(steering, places, look):
    run = places.send(places.propose())
    line = places.line(run, places.training)
    assert look(steering, "line_letter", line.pk)[0].status_code == 404
    assert not ReadEntry.objects.exists()


def test_a_line_of_another_district_does_not_exist(browser_of, acting, places, look):
    stranger: Client = browser_of(acting(Role.STEERING, at=OrganisationFactory()))
    line = places.line(places.propose(), places.training)
    routes = ("line", "line_letter", "line_override", "override_take_back")
    assert {look(stranger, route, line.pk)[0].status_code for route in routes} == {404}


def test_looking_at_a_line_writes_nothing(steering, places, look):
    line = places.line(places.propose(), places.training)
    before = JournalEntry.objects.count()
    for route, query in (
        ("line", {}),
        ("line_override", {}),
        ("line_override", {"course": "none"}),
    ):
        assert look(steering, route, line.pk, **query)[0].status_code == 200
    assert JournalEntry.objects.count() == before


def test_the_entry_leads_to_why_it_came_out_so(steering, clerk, places):
    """A municipality finds its own people's explanations there, once the places are offered."""
    run = places.propose()
    entry = reverse("courses:entry", args=[places.benefits.pk])
    address = reverse("allocation:line", args=[places.line(run, places.benefits).pk])
    assert address in steering.get(entry).content.decode()
    assert address not in clerk.get(entry).content.decode()
    places.send(run)
    assert address in clerk.get(entry).content.decode()


def test_the_list_leads_to_giving_its_places(steering, places):
    text = steering.get(reverse("courses:list", args=[places.waiting_list.pk])).content.decode()
    assert f"{reverse('allocation:run_new')}?list={places.waiting_list.pk}" in text


def test_somebody_moved_up_reads_it_first(steering, places, look):
    """What was decided before stays told behind it."""
    run = places.send(places.propose())
    decline_offer(places.training.offers.get(), actor=places.steering, reason="work")
    actions.move_up(run, actor=places.steering, channel="phone", reply_by=REPLY_BY)
    text = look(steering, "line", places.line(run, places.benefits).pk)[1]
    assert "Nachgerückt: Im Kurs „Deutsch am Morgen“ ist ein Platz frei geworden." in text
    assert "Ein Platz ist frei geworden. Sie bekommen einen Platz." in text


@pytest.mark.parametrize("said", ["9" * 5_000, "-1", "²", "abc"])
def test_a_course_that_is_none_is_asked_for_again(steering, places, look, said):
    line = places.line(places.propose(), places.benefits)
    assert look(steering, "line_override", line.pk, course=said)[0].status_code == 200
    assert look(steering, "run_new", list=said)[0].status_code == 200
