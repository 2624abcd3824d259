"""The letter with the link, and the page behind it: no account, no name, one answer."""

import re
from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.courses.actions import make_reply_link
from kreislotse.courses.models import Course, Offer, WaitingEntry
from kreislotse.courses.offer_letters import languages
from kreislotse.courses.reply_links import new_key
from kreislotse.courses.states import OfferState, WaitingState
from kreislotse.journal.models import JournalEntry, ReadEntry
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.models import Candidate, LanguageSkill
from kreislotse.web import guessing
from tests.factories.courses import CourseTimeFactory, placed
from tests.factories.people import CandidateFactory
from tests.fixtures.acting import NOON
from tests.reporting.documents.extract import pdf_pages

pytestmark = pytest.mark.usefixtures("in_november")
NAME = "Geheimname"
STEPS = ("place", "accept", "decline")


@pytest.fixture(autouse=True)
def nobody_has_guessed():
    caches["guesses"].clear()


@pytest.fixture
def offer(course, waiting_list, town):
    """Open until 9 November for somebody of the town, Mondays from nine."""
    CourseTimeFactory(course=course)
    Course.objects.update(venue="Haus der Begegnung", ends_on=date(2016, 4, 29))
    person = CandidateFactory(owner=town, released=True, family_name=NAME)
    made: Offer = placed(course, waiting_list=waiting_list, candidate=person).offers.get()
    return made


@pytest.fixture
def key(offer):
    return make_reply_link(offer, actor=system_actor(NOON, offer.owner_id))


def at(step, key):
    return reverse(f"replies:{step}", args=[key])


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def words(response):
    """What a PDF says, on one line."""
    return " ".join(" ".join(pdf_pages(response.content)).replace("\u200b", "").split())


# The page behind the link


def test_the_page_shows_the_course_and_nobody_s_name(client, offer, key):
    text = text_of(client.get(at("place", key)))
    for said in (
        "Deutsch am Morgen",
        "Haus der Begegnung",
        "Montag, 09:00 bis 12:15 Uhr",
        "16.11.2015",
        "Bitte antworten Sie bis zum 09.11.2015.",
    ):
        assert said in text
    person = offer.entry.candidate
    for step in STEPS:
        body = text_of(client.get(at(step, key)))
        for secret in (NAME, person.given_names, person.code, offer.reply_key or "-" * 9):
            assert secret not in body, (step, secret)


def test_the_pages_are_kept_by_nobody_and_found_by_nobody(client, key):
    for address in (*(at(step, key) for step in STEPS), at("place", new_key())):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in text_of(response)
        # Stricter, and browsers would send the form without saying where it comes from.
        assert response["Referrer-Policy"] == "same-origin"


def test_looking_writes_nothing(client, key):
    with CaptureQueriesContext(connection) as queries:
        for step in STEPS:
            assert client.get(at(step, key)).status_code == 200
        assert client.get(at("place", new_key())).status_code == 404
    assert [each["sql"] for each in queries if not each["sql"].startswith("SELECT")] == []
    assert Offer.objects.get().state == OfferState.OPEN


def test_somebody_says_yes_without_an_account(client, key):
    response = client.post(at("accept", key))
    assert response.status_code == 200
    assert "Sie haben zugesagt" in text_of(response)
    assert Offer.objects.get().state == OfferState.ACCEPTED
    assert WaitingEntry.objects.get().state == WaitingState.ACCEPTED
    assert JournalEntry.objects.get(verb="accept_offer").person_id is None


@pytest.mark.parametrize(("said", "kept"), [("", "other"), ("travel", "travel")])
def test_somebody_says_no_and_need_not_say_why(client, key, said, kept):
    response = client.post(at("decline", key), {"reason": said})
    assert "Sie haben abgesagt" in text_of(response)
    assert (Offer.objects.get().state, Offer.objects.get().reason) == (OfferState.DECLINED, kept)
    assert WaitingEntry.objects.get().seat is None


def test_what_the_office_says_of_somebody_is_no_reason_of_one_s_own(client, key):
    assert "nicht erreicht" not in text_of(client.get(at("decline", key)))
    assert client.post(at("decline", key), {"reason": "unreachable"}).status_code == 422
    assert Offer.objects.get().state == OfferState.OPEN


def test_the_key_may_be_typed_in_capitals_and_without_dashes(client, key):
    assert client.get(at("place", key.upper().replace("-", ""))).status_code == 200


def test_after_the_reply_day_the_page_says_so_and_still_takes_the_answer(client, key):
    Offer.objects.update(reply_by=date(2015, 11, 1))
    assert "Der Tag ist schon vorbei." in text_of(client.get(at("place", key)))
    client.post(at("accept", key))
    assert Offer.objects.get().state == OfferState.ACCEPTED


def _restrict():
    Candidate.objects.update(restricted_on=date(2015, 11, 1), restriction="request")


GONE = {
    "answered": lambda: Offer.objects.update(state="declined", answered_on=date(2015, 11, 1)),
    "run out": lambda: Offer.objects.update(state="expired", answered_on=date(2015, 11, 1)),
    "replaced": lambda: Offer.objects.update(reply_key="0" * 64),
    "locked": _restrict,
    "withdrawn": lambda: Candidate.objects.update(state="consent_withdrawn"),
    "course over": lambda: Course.objects.update(state="ended"),
}


@pytest.mark.parametrize("why", GONE)
def test_a_link_that_does_not_open_never_says_why(client, key, why):
    def seen(address):
        # Tokens of forms differ each time.
        return re.sub(r"\b\w{64}\b", "", text_of(client.get(address))).replace(address, "")

    never = seen(at("place", new_key()))
    GONE[why]()
    for step in STEPS:
        assert client.get(at(step, key)).status_code == 404
        assert seen(at(step, key)) == never
    for step in ("accept", "decline"):
        assert client.post(at(step, key)).status_code == 404


def test_after_many_wrong_keys_right_ones_are_not_looked_up(client, key, monkeypatch):
    monkeypatch.setattr(guessing, "LIMIT", 3)
    for _ in range(3):
        assert client.get(at("place", new_key())).status_code == 404
    assert client.get(at("place", key)).status_code == 404
    assert client.post(at("accept", key)).status_code == 404
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.get(at("place", key)).status_code == 200


def test_behind_the_proxy_each_reader_is_counted_alone(client, key, monkeypatch, settings):
    """The last address is what the proxy has seen; the ones before it anybody can invent."""
    monkeypatch.setattr(guessing, "LIMIT", 2)
    settings.BEHIND_TLS = True
    for invented in ("192.0.2.1", "192.0.2.2"):
        forwarded = {"X-Forwarded-For": f"{invented}, 198.51.100.9"}
        client.get(at("place", new_key()), headers=forwarded)

    def met(address):
        return client.get(at("place", key), headers={"X-Forwarded-For": address}).status_code

    assert (met("198.51.100.9"), met("198.51.100.8")) == (404, 200)


def test_who_is_logged_in_answers_under_the_own_name(clerk, key):
    clerk.post(at("accept", key))
    assert JournalEntry.objects.get(verb="answer_by_link").person_id is not None


def test_a_form_of_another_site_answers_nothing(key):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(at("accept", key)).status_code == 403
    assert Offer.objects.get().state == OfferState.OPEN


# The letter


def write_letter(client, offer, **said):
    said = {"language": "de", "phone": "02541 18-0"} | said
    return client.post(reverse("courses:offer_letter", args=[offer.pk]), said)


def speaks(offer, language):
    """Only this one."""
    person = offer.entry.candidate
    person.languages.all().delete()
    LanguageSkill.objects.create(candidate=person, language=language, interpreting=True)


def link_in(text):
    return re.search(r"http://testserver/place/([0-9a-z-]+)/", text.replace(" ", ""))[1]


def test_the_letter_names_the_course_the_day_and_the_address(clerk, client, offer):
    response = write_letter(clerk, offer)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert NAME not in response["Content-Disposition"]
    text = words(response)
    for said in (
        "Ein Kursplatz für Sie",
        NAME,
        "Deutsch am Morgen",
        "Haus der Begegnung",
        "09:00–12:15",
        "16.11.2015",
        "09.11.2015",
        "02541 18-0",
    ):
        assert said in text
    assert client.get(at("place", link_in(text))).status_code == 200
    assert ReadEntry.objects.get().purpose == "Angebot eines Kursplatzes"


def test_a_letter_names_a_number_for_whoever_would_rather_call(manager, offer):
    assert write_letter(manager, offer, phone="").status_code == 422
    assert Offer.objects.get().reply_key == ""


def test_the_letter_before_has_a_dead_address(manager, client, offer):
    first, second = (link_in(words(write_letter(manager, offer))) for _ in range(2))
    assert [client.get(at("place", each)).status_code for each in (first, second)] == [404, 200]


def test_whoever_knows_a_person_by_code_writes_the_code(manager, offer):
    text = words(write_letter(manager, offer))
    assert offer.entry.candidate.code in text
    assert NAME not in text
    assert not ReadEntry.objects.exists()


@pytest.mark.parametrize("language", [code for code in languages() if code != "de"])
def test_behind_each_language_stands_the_german_letter(clerk, offer, language):
    response = write_letter(clerk, offer, language=language)
    assert len(pdf_pages(response.content)) == 2
    assert "Ein Kursplatz für Sie" in words(response)


def test_the_language_that_the_person_speaks_is_chosen_already(clerk, offer):
    speaks(offer, "prs")
    text = text_of(clerk.get(reverse("courses:offer_letter", args=[offer.pk])))
    assert re.search(r'<option value="fa"\s+selected', text)


def test_without_a_letter_in_the_language_it_is_german_and_says_so(clerk, offer):
    speaks(offer, "ti")
    text = text_of(clerk.get(reverse("courses:offer_letter", args=[offer.pk])))
    assert re.search(r'<option value="de"\s+selected', text)
    assert "gibt es den Brief noch nicht" in text
    assert "Diesen Brief gibt es noch nicht auf" in words(write_letter(clerk, offer))


def test_looking_at_the_form_of_the_letter_makes_no_link(manager, offer):
    assert manager.get(reverse("courses:offer_letter", args=[offer.pk])).status_code == 200
    assert Offer.objects.get().reply_key == ""
    assert "Brief mit Antwort-Link" in text_of(
        manager.get(reverse("courses:entry", args=[offer.entry_id]))
    )


def test_others_write_no_letter(browser_of, head, provider, course, offer):
    stranger = browser_of(Role.MUNICIPAL_CLERK, course.municipality)
    for browser in (head, provider, stranger):
        assert write_letter(browser, offer).status_code == 404
    assert Offer.objects.get().reply_key == ""


# What follows


def test_a_place_that_is_free_again_leads_to_who_is_next(manager, clerk, offer):
    """R-CRS-06: from Heute to the end of the offer and to the next in order, each one click."""
    entry = reverse("courses:entry", args=[offer.entry_id])
    assert reverse("courses:offer_expire", args=[offer.pk]) in text_of(manager.get(entry))
    response = manager.post(reverse("courses:offer_decline", args=[offer.pk]), {"reason": "work"})
    assert response.url == reverse("courses:queue", args=[offer.course_id])


def test_the_town_comes_back_to_its_own_entry(clerk, offer):
    response = clerk.post(reverse("courses:offer_decline", args=[offer.pk]), {"reason": "work"})
    assert response.url == reverse("courses:entry", args=[offer.entry_id])


def test_an_offer_that_nothing_covers_is_told_on_its_entry_and_on_heute(manager, offer):
    """R-DP-03"""
    warning = "Das Angebot ist nicht mehr gedeckt."
    entry = reverse("courses:entry", args=[offer.entry_id])
    assert warning not in text_of(manager.get(entry))
    Candidate.objects.update(state="consent_withdrawn")
    assert warning in text_of(manager.get(entry))
    assert "Angebot nicht mehr gedeckt" in text_of(manager.get(reverse("today")))
