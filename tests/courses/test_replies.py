"""An offer answered by its link: one key for one offer, one answer, and safe when things change."""

from dataclasses import replace
from datetime import date

import pytest

from kreislotse.access.policy import GRANTS, Actor, Permission, Role
from kreislotse.courses import actions
from kreislotse.courses import waiting_errors as errors
from kreislotse.courses.models import Course, Offer, WaitingEntry
from kreislotse.courses.reply_links import hash_of, new_key, offer_by_key, read_key
from kreislotse.courses.states import CourseState, OfferState, StopReason, WaitingState
from kreislotse.courses.uncovered import uncovered
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import ConsentPurpose
from kreislotse.transmission.actions import withdraw_consent
from tests.factories.courses import placed
from tests.factories.people import with_consent
from tests.fixtures.acting import NOON

TODAY = date(2015, 11, 2)


@pytest.fixture
def offer(course, waiting_list):
    """Open, for the first seat, until 9 November."""
    return placed(course, waiting_list=waiting_list).offers.get()


@pytest.fixture
def town_clerk(acting, offer):
    return acting(Role.MUNICIPAL_CLERK, at=offer.entry.candidate.owner)


def holder(offer, **said):
    """Whoever has come by the link of this offer, without an account."""
    passes = frozenset({(Permission.PLACE_ANSWER, offer.pk)})
    return replace(Actor(None, NOON, passes=passes), **said)


def told(record):
    return list(
        JournalEntry.objects.of_record(record).order_by("number").values_list("verb", flat=True)
    )


def test_no_role_answers_by_link():
    assert [role for role, rights in GRANTS.items() if Permission.PLACE_ANSWER in rights] == []


def test_a_key_is_read_however_it_is_typed():
    """On a letter o and 0, i, l and 1 look alike; dashes and capitals do not matter."""
    key = new_key()
    assert len(read_key(key)) == 16
    assert read_key(key.upper().replace("-", " ")) == read_key(key)
    assert hash_of(key.replace("-", "")) == hash_of(key)
    assert read_key(key.replace("-", "\u00ad") + "\u200b") == read_key(key)
    assert read_key("OIL0-1111-2222-3333") == "0110111122223333"
    assert [read_key(each) for each in ("", "kurz", "u" * 16, "ä" * 16, key * 2)] == [""] * 5
    assert len({new_key() for _ in range(200)}) == 200


def test_the_link_is_stored_as_a_hash_and_nowhere_told(steering, offer):
    key = actions.make_reply_link(offer, actor=steering)
    offer.refresh_from_db()
    assert offer.reply_key == hash_of(key)
    assert offer_by_key(key) == offer
    assert told(offer) == ["make_reply_link"]
    journal = str(list(JournalEntry.objects.values_list("change", "note", "label")))
    assert not [each for each in (key, read_key(key), offer.reply_key) if each in journal]


def test_a_new_link_kills_the_older_one(steering, town_clerk, offer):
    old = actions.make_reply_link(offer, actor=steering)
    new = actions.make_reply_link(offer, actor=town_clerk)
    assert (offer_by_key(old), offer_by_key(new)) == (None, offer)
    with pytest.raises(errors.LinkDead):
        actions.accept_by_link(offer, actor=holder(offer), key=old)


def test_only_who_enters_answers_makes_a_link(acting, district, course, offer):
    """R-DP-10: and nobody by a link itself."""
    strangers = [
        acting(Role.MUNICIPAL_CLERK, at=course.municipality),
        acting(Role.COURSE_PROVIDER, at=course.provider),
        acting(Role.HEAD, at=district),
        holder(offer),
    ]
    for actor in strangers:
        with pytest.raises(NotAllowed):
            actions.make_reply_link(offer, actor=actor)


@pytest.mark.parametrize("state", [state for state in OfferState if state != OfferState.OPEN])
def test_only_an_open_offer_has_a_link(steering, offer, state):
    Offer.objects.filter(pk=offer.pk).update(state=state, answered_on=TODAY)
    with pytest.raises(WrongState):
        actions.make_reply_link(offer, actor=steering)


def test_the_place_is_taken_by_the_link(steering, offer):
    key = actions.make_reply_link(offer, actor=steering)
    done = actions.accept_by_link(offer, actor=holder(offer), key=key)
    entry = WaitingEntry.objects.get()
    assert (done.state, done.answered_on) == (OfferState.ACCEPTED, TODAY)
    assert (entry.state, entry.seat.number) == (WaitingState.ACCEPTED, 1)
    assert told(offer) == ["make_reply_link", "answer_by_link", "accept_offer"]
    assert JournalEntry.objects.get(verb="answer_by_link").person_id is None


@pytest.mark.parametrize(("said", "kept"), [("", "other"), (StopReason.TRAVEL, "travel")])
def test_the_place_is_declined_by_the_link_with_or_without_a_reason(steering, offer, said, kept):
    key = actions.make_reply_link(offer, actor=steering)
    done = actions.decline_by_link(offer, actor=holder(offer), key=key, reason=said)
    entry = WaitingEntry.objects.get()
    assert (done.state, done.reason) == (OfferState.DECLINED, kept)
    assert (entry.state, entry.seat, entry.stop_reason) == (WaitingState.DECLINED, None, kept)


def test_an_answered_link_opens_nothing_any_more(steering, offer):
    key = actions.make_reply_link(offer, actor=steering)
    actions.accept_by_link(offer, actor=holder(offer), key=key)
    assert offer_by_key(key) is None
    for answer in (actions.accept_by_link, actions.decline_by_link):
        with pytest.raises(errors.LinkDead):
            answer(offer, actor=holder(offer), key=key)
    assert Offer.objects.get().state == OfferState.ACCEPTED


def test_after_the_reply_day_the_place_can_be_taken_while_the_offer_stands(steering, offer, later):
    """R-CRS-06"""
    key = actions.make_reply_link(offer, actor=steering)
    late = holder(offer, at=later(steering, 20).at)
    assert late.today > offer.reply_by
    assert actions.accept_by_link(offer, actor=late, key=key).state == OfferState.ACCEPTED


def test_after_the_offer_has_run_out_the_link_is_dead(steering, offer, later):
    """R-CRS-06"""
    key = actions.make_reply_link(offer, actor=steering)
    late = later(steering, 20)
    said = {"tried_on": late.today, "channel": "phone", "reached": False}
    actions.record_attempt(offer.entry, actor=late, **said)
    actions.expire_offer(offer, actor=late)
    assert offer_by_key(key) is None
    with pytest.raises(errors.LinkDead):
        actions.accept_by_link(offer, actor=holder(offer), key=key)


def test_a_link_answers_its_own_offer_alone(steering, course, waiting_list, offer):
    """The right is held at this one offer; the key of another does not help."""
    other = placed(course, waiting_list=waiting_list).offers.get()
    key, theirs = (actions.make_reply_link(each, actor=steering) for each in (offer, other))
    for deed in (
        lambda: actions.accept_by_link(other, actor=holder(offer), key=theirs),
        lambda: actions.accept_offer(other, actor=holder(offer)),
        lambda: actions.decline_place(other.entry, actor=holder(offer), reason="work"),
        lambda: actions.withdraw_offer(offer, actor=holder(offer), reason="x"),
        lambda: actions.expire_offer(offer, actor=holder(offer)),
    ):
        with pytest.raises(NotAllowed):
            deed()
    with pytest.raises(errors.LinkDead):
        actions.accept_by_link(offer, actor=holder(offer), key=theirs)
    assert set(Offer.objects.values_list("state", flat=True)) == {OfferState.OPEN}
    assert actions.accept_by_link(offer, actor=holder(offer), key=key).state == "accepted"


def test_whoever_holds_a_pass_sees_no_record(offer):
    for rows in (Offer.objects.coded_to(holder(offer)), Offer.objects.visible_to(holder(offer))):
        assert not rows.exists()
    assert not Candidate.objects.visible_to(holder(offer)).exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"restricted_on": TODAY, "restriction": "request"}, Restricted),
        ({"state": "consent_withdrawn"}, errors.FileNotOpen),
        ({"state": "moved_away"}, errors.FileNotOpen),
        ({"state": "closed", "closing": "done", "closed_on": TODAY}, errors.FileNotOpen),
    ],
)
def test_whose_file_is_not_open_is_answered_nothing(steering, offer, change, refusal):
    """R-DP-03, R-DP-31: the link is dead, no new one is made, and nobody enters an acceptance."""
    key = actions.make_reply_link(offer, actor=steering)
    Candidate.objects.filter(pk=offer.entry.candidate_id).update(**change)
    assert offer_by_key(key) is None
    with pytest.raises(errors.LinkDead):
        actions.accept_by_link(offer, actor=holder(offer), key=key)
    for deed in (actions.make_reply_link, actions.accept_offer):
        with pytest.raises(refusal):
            deed(Offer.objects.get(), actor=steering)
    assert WaitingEntry.objects.get().state == WaitingState.OFFERED


def test_a_course_that_takes_nobody_any_more_has_no_links(steering, offer):
    key = actions.make_reply_link(offer, actor=steering)
    Course.objects.update(state=CourseState.ENDED)
    assert offer_by_key(key) is None
    with pytest.raises(errors.CourseTakesNobody):
        actions.make_reply_link(Offer.objects.get(), actor=steering)


def test_an_offer_taken_back_leaves_no_link(steering, offer):
    key = actions.make_reply_link(offer, actor=steering)
    actions.withdraw_offer(offer, actor=steering, reason="Kurs verschoben")
    assert offer_by_key(key) is None


@pytest.mark.parametrize("state", [WaitingState.OFFERED, WaitingState.ACCEPTED])
def test_an_offer_is_not_covered_any_more_after_consent_is_withdrawn(
    course, waiting_list, steering, acting, state
):
    """R-DP-03: it is shown to be taken back, and can be; the person then waits without a seat."""
    entry = placed(course, state, waiting_list=waiting_list)
    assert not uncovered(Offer.objects.all()).exists()
    with_consent(entry.candidate, ConsentPurpose.DISTRICT, course.owner)
    clerk = acting(Role.MUNICIPAL_CLERK, at=entry.candidate.owner)
    withdraw_consent(entry.candidate, actor=clerk, on=TODAY)
    offer = Offer.objects.get()
    assert list(uncovered(Offer.objects.all())) == [offer]
    actions.withdraw_offer(offer, actor=steering, reason="Einwilligung widerrufen")
    entry.refresh_from_db()
    assert (entry.state, entry.seat) == (WaitingState.WAITING, None)
    assert not uncovered(Offer.objects.all()).exists()


def test_who_has_begun_the_course_is_settled_there(course, waiting_list):
    entry = placed(course, WaitingState.STARTED, waiting_list=waiting_list)
    Candidate.objects.filter(pk=entry.candidate_id).update(state="consent_withdrawn")
    assert not uncovered(Offer.objects.all()).exists()


def test_who_has_not_come_by_the_link_does_not_answer_by_it(steering, offer):
    """0016: the key alone is no right; the pass is the page's, for this one offer."""
    key = actions.make_reply_link(offer, actor=steering)
    for answer in (actions.accept_by_link, actions.decline_by_link):
        with pytest.raises(NotAllowed):
            answer(offer, actor=steering, key=key)
    offer.refresh_from_db()
    assert offer.state == OfferState.OPEN
