"""Pages of runs: what is decided, how sure, at whose cost; and what is done with it."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.allocation import actions
from kreislotse.allocation.models import Run, RunCourse
from kreislotse.allocation.states import RunState
from kreislotse.courses.actions import decline_offer
from kreislotse.courses.models import Offer
from kreislotse.journal.models import JournalEntry
from tests.factories.courses import EntitlementFactory, WaitingEntryFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import CandidateFactory

pytestmark = pytest.mark.usefixtures("in_november")

REPLY_BY = "16.11.2015"


def test_a_run_is_proposed_from_the_page(steering, places, look, send):
    """The list first, then criteria and courses; all that take people are ticked."""
    assert "Hundert Plätze" in look(steering, "run_new")[1]
    form = look(steering, "run_new", list=places.waiting_list.pk)[1]
    assert "Auf der Liste „Hundert Plätze“ warten 3 Personen." in form
    assert form.count(" checked") == 2
    said = {"criteria": places.criteria.pk, "courses": [places.course.pk, places.evening.pk]}
    response = send(steering, "run_new", query=f"?list={places.waiting_list.pk}", **said)
    run = Run.objects.get()
    assert response["Location"] == f"/allocation/runs/{run.pk}/"
    assert run.courses.count() == 2


def test_the_page_says_first_what_is_decided_and_how_sure(steering, places, look):
    text = look(steering, "run", places.propose().pk)[1]
    assert "2 von 3 freien Plätzen sind vergeben. Eine Person wartet weiter." in text
    assert "Bewiesen bestmöglich: Nach diesen Kriterien kann keine Vergabe besser sein." in text
    assert "Als Nächstes gibt eine zweite Person den Vorschlag frei." in text
    assert "2.560" in text  # points of both together


def test_whoever_proposed_is_offered_no_signing(steering, head, places, look, send):
    """Four eyes: the page says why the button is missing."""
    run = places.propose()
    text = look(steering, "run", run.pk)[1]
    assert "Sie haben den Vorschlag gemacht oder geändert. Das macht eine zweite Person." in text
    assert f"/allocation/runs/{run.pk}/signing/" not in text
    assert send(steering, "run_sign", run.pk).status_code == 422
    assert f"/allocation/runs/{run.pk}/signing/" in look(head, "run", run.pk)[1]
    assert "2 von 3 freien Plätzen sind vergeben." in look(head, "run_sign", run.pk)[1]
    send(head, "run_sign", run.pk)
    run.refresh_from_db()
    assert (run.state, run.signed_by) == (RunState.SIGNED, places.head.person_id)


def test_places_stand_against_need_by_municipality(steering, places, look):
    text = look(steering, "run", places.propose().pk)[1]
    shares = {"Au": "50,0\xa0%", "Berg": "100,0\xa0%"}
    for town, share in shares.items():
        row = text[text.index(f">{town}</a></th>") :].split("</tr>")[0]
        assert share.replace("\xa0", " ") in row.replace("\xa0", " ")


def test_one_more_place_is_worth_what_it_would_bring(steering, places, look):
    """The district sees where to open the next course."""
    text = look(steering, "run", places.propose().pk)[1]
    assert "1.040 Punkte; würde einer Person mehr einen Platz geben" in text
    assert "nichts: Für niemanden würde sich etwas ändern." in text


def test_many_courses_are_reckoned_when_asked(steering, places, look, monkeypatch):
    """Fewer at once than there are courses: only the one asked for is reckoned."""
    run = places.propose()
    monkeypatch.setattr("kreislotse.web.allocation.run_tables.AT_ONCE", 1)
    assert "würde einer Person mehr" not in look(steering, "run", run.pk)[1]
    number = RunCourse.objects.get(run=run, course=places.course).number
    text = look(steering, "run", run.pk, worth=number)[1]
    assert text.count("1.040 Punkte; würde einer Person mehr einen Platz geben") == 1
    assert text.count("ausrechnen") == 1


def test_departures_from_the_list_lead_to_the_lines(steering, places, look):
    """R-CRS-02, R-CRS-06: nobody is passed over silently."""
    run = places.propose()
    text = look(steering, "run", run.pk)[1]
    assert "2 Personen bekommen einen Platz, obwohl jemand weiter vorn steht" in text
    lines = look(steering, "run_lines", run.pk, result="ahead")[1]
    assert places.training.candidate.code in lines
    assert places.long_waiting.candidate.code in lines
    assert places.benefits.candidate.code not in lines


def test_what_somebody_decided_stands_there_with_the_reason(steering, places, look):
    run = places.propose()
    line = places.line(run, places.training)
    actions.override_line(line, actor=places.steering, course=None, reason="Beginnt eine Lehre")
    text = look(steering, "run", run.pk)[1]
    assert "kein Platz (seit 02.11.2015). Grund: Beginnt eine Lehre" in text


def test_whoever_sees_nobody_by_code_reads_that_somebody_was_decided_otherwise(
    browser_of, acting, places, look
):
    run = places.propose()
    line = places.line(run, places.training)
    actions.override_line(line, actor=places.steering, course=None, reason="Beginnt eine Lehre")
    counsellor = browser_of(acting(Role.COUNSELLOR, at=places.district))
    text = look(counsellor, "run", run.pk)[1]
    assert "Für eine Person ist anders entschieden." in text
    assert "Beginnt eine Lehre" not in text


def test_nobody_departs_from_the_list_by_what_an_officer_decided(steering, places, look):
    """Whoever was decided otherwise is named for it, and those behind are in their order."""
    run = places.propose()
    line = places.line(run, places.benefits)
    actions.override_line(line, actor=places.steering, course=None, reason="Beginnt eine Lehre")
    run.refresh_from_db()
    assert run.figures["out_of_order"] == 0
    ahead = look(steering, "run_lines", run.pk, result="ahead")[1]
    assert places.training.candidate.code not in ahead


def test_a_run_is_drawn_again_as_quietly_as_asked(steering, places, look, send):
    """The people moved are counted beside those whom a fresh start would move."""
    run = places.propose()
    newcomer = CandidateFactory(owner=places.other_town, released=True)
    EntitlementFactory(candidate=newcomer, kind=places.waiting_list.kind)
    WaitingEntryFactory(waiting_list=places.waiting_list, candidate=newcomer, priority=3)
    assert "so ruhig wie ohne spürbaren Verlust" in look(steering, "run_redraw", run.pk)[1]
    send(steering, "run_redraw", run.pk, stay="still")
    drawn = Run.objects.get(earlier=run)
    text = look(steering, "run", drawn.pk)[1]
    assert "0 Personen bekommen einen anderen Kurs als im Vorschlag davor" in text
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED


def test_a_run_is_reopened_and_discarded_with_a_reason(steering, places, look, send):
    run = places.sign(places.propose())
    assert send(steering, "run_reopen", run.pk).status_code == 422
    send(steering, "run_reopen", run.pk, reason="Kurs kommt dazu")
    send(steering, "run_discard", run.pk, reason="Kurs kommt dazu")
    run.refresh_from_db()
    assert run.state == RunState.DISCARDED
    text = look(steering, "run", run.pk)[1]
    assert "Dieser Vorschlag ist verworfen. Er gibt niemandem einen Platz." in text


def test_offers_are_counted_by_course_before_they_go_out(steering, places, look, send):
    run = places.sign(places.propose())
    text = look(steering, "run_send", run.pk)[1]
    assert "2 Angebote" in text
    assert "Deutsch am Morgen" in text
    assert not Offer.objects.exists()
    send(steering, "run_send", run.pk, channel="letter", reply_by=REPLY_BY)
    assert Offer.objects.count() == 2
    assert "Die Plätze sind angeboten." in look(steering, "run", run.pk)[1]


def test_what_has_changed_since_is_said_before_anything_goes_out(steering, places, look, send):
    run = places.sign(places.propose())
    type(places.training).objects.filter(pk=places.training.pk).update(level="C1")
    text = look(steering, "run_send", run.pk)[1]
    assert "Bei einer Person hat sich seit dem Vorschlag etwas geändert." in text
    assert f"{places.training.candidate.code}: Das Niveau passt nicht" in text
    said = {"channel": "letter", "reply_by": REPLY_BY}
    assert send(steering, "run_send", run.pk, **said).status_code == 422
    assert not Offer.objects.exists()


def test_the_next_one_moves_up_after_somebody_declines(steering, places, look, send):
    """R-CRS-06."""
    run = places.send(places.propose())
    assert "Zurzeit ist kein Platz frei" in look(steering, "run_move_up", run.pk)[1]
    offer = places.training.offers.get()
    decline_offer(offer, actor=places.steering, reason="work")
    assert "Angebote: 1 offen, 1 abgelehnt. 2 Plätze sind frei." in look(steering, "run", run.pk)[1]
    text = look(steering, "run_move_up", run.pk)[1]
    code = places.benefits.candidate.code
    assert "Eine Person rückt nach" in text
    assert f"{code}</a>, Au: {places.course}, 1.040 Punkte" in text
    send(steering, "run_move_up", run.pk, channel="phone", reply_by=REPLY_BY)
    assert places.benefits.offers.get().reply_by == date(2015, 11, 16)
    text = look(steering, "run", run.pk)[1]
    assert "Angebote: 2 offen, 1 abgelehnt. Ein Platz ist frei." in text


def test_a_place_that_was_declined_is_not_counted_as_given(steering, places, look):
    """Whoever moves up has it: no course has more people than places."""
    run = places.send(places.propose())
    decline_offer(places.training.offers.get(), actor=places.steering, reason="work")
    actions.move_up(run, actor=places.steering, channel="phone", reply_by=date(2015, 11, 16))
    course = run.courses.get(course=places.course)
    people = look(steering, "run_lines", run.pk, course=course.pk)[1]
    taken = f'?course={course.pk}">{course.capacity}</a>'
    assert taken in look(steering, "run", run.pk)[1]
    assert places.training.candidate.code not in people
    assert "Deutsch am Morgen (abgelehnt)" in look(steering, "run_lines", run.pk)[1]


def test_the_turn_of_a_course_leads_to_its_run(steering, places):
    """Two orders for one free place: the one by criteria comes first."""
    places.send(places.propose())
    decline_offer(places.training.offers.get(), actor=places.steering, reason="work")
    text = steering.get(reverse("courses:queue", args=[places.course.pk])).content.decode()
    assert "Die Plätze dieses Kurses sind nach Kriterien vergeben." in text
    assert f'href="/allocation/runs/{Run.objects.get().pk}/"' in text


def test_anybody_can_repeat_a_run_from_its_files(steering, places, look):
    run = places.propose()
    response = look(steering, "run_files", run.pk)[0]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = set(archive.namelist())
        readme = archive.read("LIESMICH.txt").decode()
        given = archive.read("placements.csv").decode()
        everything = b"".join(archive.read(name) for name in names).decode()
    assert names >= {"persons.csv", "courses.csv", "eligible.csv", "options.json"}
    assert "kreislotse allocate vergabe --out ergebnis" in readme
    assert given == run.placements
    assert places.training.candidate.code not in everything


def test_the_check_repeats_the_run_just_now(steering, places, look):
    run = places.propose()
    holds = "Eben wiederholt: Aus den Dateien kommen Byte für Byte dieselben Plätze heraus."
    assert holds in look(steering, "run_check", run.pk)[1]
    Run.objects.filter(pk=run.pk).update(placements="person,course\n1,1\n")
    other = "Eben wiederholt: Aus den Dateien kommt etwas anderes heraus als hier steht."
    assert other in look(steering, "run_check", run.pk)[1]


def test_the_list_of_runs_names_places_and_state(steering, places, look):
    places.propose()
    text = look(steering, "runs")[1]
    assert "2 von 3" in text
    assert "Vorschlag" in text


def test_who_signs_sees_people_by_code_and_a_municipality_nothing_of_a_run(
    head, clerk, places, look
):
    run = places.send(places.propose())
    text = look(head, "run", run.pk)[1]
    assert "2 von 3 freien Plätzen sind vergeben." in text
    assert places.training.candidate.code in look(head, "run_lines", run.pk)[1]
    routes = ("run", "run_lines", "run_files", "run_check", "run_send", "run_sign")
    assert {look(clerk, route, run.pk)[0].status_code for route in routes} == {404}


def test_a_run_of_another_district_does_not_exist(browser_of, acting, places, look):
    stranger = browser_of(acting(Role.STEERING, at=OrganisationFactory()))
    run = places.propose()
    routes = ("run", "run_lines", "run_sign", "run_redraw", "run_discard", "run_files")
    assert {look(stranger, route, run.pk)[0].status_code for route in routes} == {404}


def test_looking_writes_nothing(steering, head, places, look):
    run = places.propose()
    before = JournalEntry.objects.count()
    for route in ("run", "run_lines", "run_redraw", "run_discard", "run_files", "run_check"):
        assert look(steering, route, run.pk)[0].status_code == 200
    assert look(head, "run_sign", run.pk)[0].status_code == 200
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("route", ["run", "run_lines"])
def test_a_run_asks_the_same_however_many_wait(steering, places, look, route):
    small = places.propose()
    with CaptureQueriesContext(connection) as few:
        look(steering, route, small.pk)
    actions.discard_run(small, actor=places.steering, reason="mehr")
    for _ in range(6):
        person = CandidateFactory(owner=places.town, released=True)
        EntitlementFactory(candidate=person, kind=places.waiting_list.kind)
        WaitingEntryFactory(waiting_list=places.waiting_list, candidate=person)
    large = places.propose()
    with CaptureQueriesContext(connection) as many:
        look(steering, route, large.pk)
    assert len(many) == len(few)


def test_who_counsels_sees_sums_without_towns_people_or_files(browser_of, acting, places, look):
    """R-DP-40: one of one in a town is somebody."""
    run = places.send(places.propose())
    counsellor = browser_of(acting(Role.COUNSELLOR, at=places.district))
    for route in ("run", "run_check"):
        text = look(counsellor, route, run.pk)[1]
        assert str(places.other_town) not in text
        assert reverse("allocation:run_files", args=[run.pk]) not in text
        assert reverse("allocation:run_lines", args=[run.pk]) not in text
    assert look(counsellor, "run_files", run.pk)[0].status_code == 403


def test_whoever_signs_or_sends_learns_how_many_have_come_since(steering, head, places, look):
    run = places.propose()
    waiting = "auf die Liste gekommen"
    assert waiting not in look(head, "run_sign", run.pk)[1]
    WaitingEntryFactory(waiting_list=places.waiting_list)
    assert waiting in look(head, "run_sign", run.pk)[1]
    places.sign(run)
    assert waiting in look(steering, "run_send", run.pk)[1]
