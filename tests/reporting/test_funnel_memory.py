"""What is remembered of a funnel is what counting anew would give, whatever has been done since."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import check_call, decide, judge, recheck, set_criteria
from kreislotse.eligibility.models import Verdict
from kreislotse.intake.actions import undo_upload
from kreislotse.participants import actions
from kreislotse.participants.models import CallResponse, Candidate, LanguageSkill, Nomination
from kreislotse.participants.states import Closing
from kreislotse.protection import actions as protection
from kreislotse.reporting import funnel_cells
from kreislotse.reporting.funnel import funnel
from kreislotse.reporting.funnel_changes import _EVERYBODY, _PEOPLE, changes_since, here
from kreislotse.reporting.funnel_flows import Scope, Stage
from kreislotse.transmission import actions as transmission
from kreislotse.transmission.models import BatchLine
from tests.factories.eligibility import RuleFactory, RuleSetFactory, RuleSetVersionFactory
from tests.factories.intake import HEADINGS, described
from tests.factories.people import (
    CandidateFactory,
    ResidenceTitleFactory,
    TitleRegimeFactory,
    with_consent,
)
from tests.factories.transmission import neighbourhood
from tests.intake.lists import taken_over

pytestmark = pytest.mark.django_db
TODAY = date(2015, 11, 2)


@pytest.fixture(autouse=True)
def _one_to_a_block(monkeypatch):
    """Of nobody but the person meant is anything counted anew: then a missing trace shows."""
    monkeypatch.setattr(funnel_cells, "BLOCK", 1)


class World:
    """A district with two towns, people in both of them, and whoever acts there."""

    def __init__(self, acting):
        TitleRegimeFactory(title=ResidenceTitleFactory(code="GEST"), valid_from=date(2000, 1, 1))
        self.place = neighbourhood()
        self.call, self.district = self.place.call, self.place.district
        self.towns = [self.place.town("Nottuln"), self.place.town("Olfen")]
        self.clerk, self.other = (acting(Role.MUNICIPAL_CLERK, at=town) for town in self.towns)
        self.steering = acting(Role.STEERING, at=self.district)
        self.agency = acting(Role.AGENCY_STAFF, at=self.place.agency)
        self.officer = acting(Role.DATA_PROTECTION_OFFICER, at=self.district)
        self.admin = acting(Role.ADMINISTRATOR, at=self.district)
        self.people = [self.place.person(self.towns[0], state="released") for _ in range(4)]
        self.there = self.place.person(self.towns[1], state="released")
        self.answers = {each.municipality_id: each for each in CallResponse.objects.all()}
        self.version = RuleSetVersionFactory(rule_set=RuleSetFactory(owner=self.district))
        RuleFactory(version=self.version)

    def new(self, town, **said):
        person = CandidateFactory(owner=town, **said)
        with_consent(person, recipient=self.place.agency)
        return person

    def sign_off(self, town, clerk, person):
        actions.sign_off(self.answers[town.pk], actor=clerk, candidates=[person], answered_on=TODAY)

    def line(self, person):
        return BatchLine.objects.filter(candidate=person).latest("pk")

    def viewers(self):
        return [self.steering, self.clerk, self.other]


@pytest.fixture
def world(acting):
    return World(acting)


def figures(world):
    return [funnel(world.call, TODAY, viewer) for viewer in world.viewers()]


def answering(world):
    town, olfen = world.towns
    actions.record_potential(
        town, actor=world.steering, regime="asylblg", on=TODAY, people=100, source="Statistik"
    )
    yield "potential"
    world.sign_off(town, world.clerk, world.new(town, consent_given=True))
    yield "sign_off"
    world.sign_off(olfen, world.other, world.new(olfen, released=True))
    yield "nominate_released"
    actions.withdraw_nomination(
        Nomination.objects.latest("pk"), actor=world.steering, note="doppelt gemeldet"
    )
    yield "withdraw_nomination"
    actions.return_candidate(world.people[0], actor=world.steering, note="unvollständig")
    yield "return"
    actions.release_candidate(world.people[0], actor=world.clerk)
    yield "release"


def checking(world):
    set_criteria(world.call, actor=world.steering, rule_set=world.version.rule_set)
    yield "set_criteria"
    check_call(world.call, actor=world.steering)
    yield "check_call"
    for person in [*world.people[:3], world.there]:
        verdict = Verdict.objects.get(candidate=person, current=True)
        decide(verdict, actor=world.steering, result="eligible")
        yield "decide"
    LanguageSkill.objects.filter(candidate=world.people[3], language="de").update(level="A0")
    judge(world.people[3], world.version, actor=world.steering)
    yield "judge"
    LanguageSkill.objects.filter(candidate=world.people[3], language="de").update(level="A2")
    later = replace(world.steering, at=datetime(2015, 11, 2, 12, tzinfo=UTC))
    Candidate.objects.filter(pk=world.people[3].pk).update(changed_at=later.at)
    assert recheck(world.district, actor=later).new == 1
    yield "recheck"
    others = RuleSetFactory(owner=world.district)
    for rule_set, deed in ((others, "other_criteria"), (world.version.rule_set, "criteria_again")):
        set_criteria(world.call, actor=world.steering, rule_set=rule_set)
        yield deed


def knowing(world):
    person = world.people[1]
    actions.record_regime(person, actor=world.clerk, regime="sgb_ii", valid_from=TODAY)
    yield "record_regime"
    row = dict(zip(HEADINGS, (person.family_name, "Amina", "17.05.1990", "Syrien"), strict=True))
    row |= {"Leistungsrecht": "keine Leistungen", "Leistungsrecht seit": "01.11.2015"}
    upload = taken_over(world.towns[0], world.clerk, content=described(row))
    assert upload.receipt["updated"] == 1
    yield "apply_upload"
    undo_upload(upload, actor=world.clerk, note="falsche Liste")
    yield "undo_upload"
    title = ResidenceTitleFactory(code="GEST")
    actions.add_title_regime(
        title, actor=world.admin, regime="sgb_iii", valid_from=date(2015, 10, 1), source="Test"
    )
    yield "add_title_regime"
    actions.restrict_candidate(person, actor=world.clerk, ground="request", note="Wunsch")
    yield "restrict"
    actions.lift_restriction(person, actor=world.clerk, note="erledigt")
    yield "lift"


def sending(world):
    first, second, third, *_ = world.people
    batch = world.place.drafted()
    yield "draft"
    transmission.freeze_batch(batch, actor=world.steering)
    yield "freeze"
    transmission.send_batch(batch, actor=world.steering, sent_on=TODAY)
    yield "send"
    agency = world.agency
    for person in (first, second, third):
        transmission.record_feedback(
            world.line(person), actor=agency, feedback="accepted", on=TODAY
        )
        yield "feedback"
    transmission.begin_support(world.line(first), actor=agency)
    yield "begin_support"
    transmission.note_outcome(
        world.line(second), actor=agency, kind="employment", began_on=TODAY, source="Agentur"
    )
    yield "outcome"
    transmission.note_outcome(
        third, actor=world.clerk, kind="course_started", began_on=TODAY, source="Agentur"
    )
    yield "course_started"
    transmission.withdraw_consent(world.there, actor=world.other, on=TODAY)
    yield "withdraw_consent"


def moving(world):
    olfen = world.towns[1]
    person = world.people[3]
    move = actions.offer_move(person, actor=world.clerk, to_municipality=olfen, moved_on=TODAY)
    yield "offer_move"
    actions.accept_move(move, actor=world.other)
    person.refresh_from_db()
    yield "accept_move"
    world.sign_off(olfen, world.other, person)
    yield "report_again"
    actions.record_regime(person, actor=world.other, regime="none", valid_from=TODAY)
    yield "regime_after_move"
    actions.return_candidate(person, actor=world.steering, note="unvollständig")
    yield "return_after_move"


def ending(world):
    gone = [world.people[0], world.people[3]]
    for person, clerk in zip(gone, (world.clerk, world.other), strict=True):
        actions.close_candidate(person, actor=clerk, closing=Closing.OTHER)
        yield "close"
    protection.load_periods(actor=world.admin)
    yield "load_periods"
    then = datetime(2025, 6, 1, 9, tzinfo=UTC)
    for town, clerk in zip(world.towns, (world.clerk, world.other), strict=True):
        later = replace(clerk, at=then)
        proposed = protection.propose_destruction(town, actor=later)
        yield "propose"
        protection.release_destruction(proposed, actor=replace(world.officer, at=then))
        protection.carry_out_destruction(proposed, actor=later)
        yield "destruction"


def test_after_every_deed_the_figures_are_those_counted_anew(world):
    """Answers, checks, facts, lists, batches, moves and erasures, one after the other."""
    before, unchanging = figures(world), set()
    for chapter in (answering, checking, knowing, sending, moving, ending):
        for deed in chapter(world):
            remembered = figures(world)
            caches["figures"].clear()
            assert remembered == figures(world), deed
            if remembered == before:
                unchanging.add(deed)
            before = remembered
    assert unchanging == {
        "set_criteria",
        "draft",
        "freeze",
        "restrict",
        "lift",
        "offer_move",
        "accept_move",
    } | {
        "load_periods",
        "propose",
    }


def test_after_all_deeds_together_the_figures_are_those_counted_anew(world):
    figures(world)
    for chapter in (answering, checking, knowing, sending, moving, ending):
        for _deed in chapter(world):
            pass
        remembered = figures(world)
        caches["figures"].clear()
        assert remembered == figures(world)


# Records about which an entry changes no figure of a funnel, or none that is remembered.
HARMLESS = {
    "participants": {
        *("CallPart", "CallReminder", "Consent", "ConsentGrant", "ConsentText", "ConsentVersion"),
        *("Household", "LanguageSkill", "LegalBasis", "Move", "NameWord", "Potential"),
        *("Qualification", "RegimePeriod", "ResidenceStatus", "ResidenceTitle"),
        "TargetCriterion",
    },
    "eligibility": {
        *("CountryList", "CountryListVersion", "Criteria", "Decision", "Review", "Rule"),
        *("RuleSet", "RuleSetVersion"),
    },
    "intake": {"ColumnMapping", "UploadRow"},
    "transmission": {"FeedbackSum", "Recall"},
    "protection": {
        *("ArchiveOffer", "DestructionItem", "Disclosure", "Hold", "RetentionPeriod", "Tally"),
    },
}


def test_of_each_record_about_people_it_is_known_whether_its_entries_change_a_figure():
    """Facts are told of under the person, decisions under the verdict; potentials are not kept."""
    changing = {Candidate._meta.label, *_PEOPLE, *(record for record, _verb in _EVERYBODY)}
    for app, harmless in HARMLESS.items():
        labels = {model._meta.label for model in apps.get_app_config(app).get_models()}
        told = {label for label in changing if label.startswith(f"{app}.")}
        assert labels == told | {f"{app}.{name}" for name in harmless}, app


def counted_people(work):
    """Whether that counted people again, and the statements of it."""
    with CaptureQueriesContext(connection) as asked:
        work()
    return any("participants_nomination" in each["sql"] for each in asked), len(asked)


def test_as_long_as_nothing_is_written_nobody_is_counted_again(world):
    world.sign_off(world.towns[0], world.clerk, world.new(world.towns[0], consent_given=True))
    look = lambda: funnel(world.call, TODAY, world.steering)  # noqa: E731
    assert counted_people(look) == (True, 6)
    assert counted_people(look) == (False, 4)


def test_what_another_district_writes_has_nobody_counted_again(world, acting):
    world.sign_off(world.towns[0], world.clerk, world.new(world.towns[0], consent_given=True))
    funnel(world.call, TODAY, world.steering)
    elsewhere = World(acting)
    set_criteria(elsewhere.call, actor=elsewhere.steering, rule_set=elsewhere.version.rule_set)
    check_call(elsewhere.call, actor=elsewhere.steering)
    actions.withdraw_nomination(
        Nomination.objects.get(candidate=elsewhere.there), actor=elsewhere.steering, note="doppelt"
    )
    found = counted_people(lambda: funnel(world.call, TODAY, world.steering))
    assert found[0] is False


def test_who_sees_other_answers_has_figures_of_their_own(world):
    """R-CAN-01: even if the same was asked before for somebody who sees more."""
    world.sign_off(world.towns[0], world.clerk, world.new(world.towns[0], consent_given=True))
    reported = [found.total.flows[Stage.REPORTED] for found in figures(world)]
    assert reported == [6, 5, 1]
    assert [found.total.flows[Stage.REPORTED] for found in figures(world)] == reported


def test_a_deed_that_is_rolled_back_is_forgotten_with_its_numbers(world):
    """Its entry's number is given to another deed, which has another hash."""
    before = figures(world)[0].total.stock
    with transaction.atomic():
        actions.return_candidate(world.people[0], actor=world.steering, note="unvollständig")
        assert figures(world)[0].total.stock != before
        transaction.set_rollback(True)
    actions.return_candidate(world.people[1], actor=world.steering, note="unvollständig")
    actions.release_candidate(world.people[1], actor=world.clerk)
    assert figures(world)[0].total.stock == before == {"released": 5}


def test_after_very_many_entries_all_are_counted_anew(world, monkeypatch):
    actions.return_candidate(world.people[0], actor=world.steering, note="unvollständig")
    known = here()
    scope = Scope(calls=[world.call.pk], responses=[], towns=[], on=TODAY)
    for _ in range(2):
        actions.restrict_candidate(world.there, actor=world.other, ground="request", note="W")
        actions.lift_restriction(world.there, actor=world.other, note="erledigt")
    assert changes_since(known, scope, {world.there.pk}).blocks == {world.there.pk}
    monkeypatch.setattr("kreislotse.reporting.funnel_changes._MOST_ENTRIES", 3)
    assert changes_since(known, scope, {world.there.pk}) is None
