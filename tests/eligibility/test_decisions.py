"""A person decides on a verdict; a deviation has its reason (R-CAN-03)."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.eligibility import errors
from kreislotse.eligibility.actions import decide, judge
from kreislotse.eligibility.models import Decision
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.states import Result
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import LanguageSkill
from kreislotse.participants.states import CandidateState, RestrictionGround
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import CandidateFactory

E, N, U = Result.ELIGIBLE, Result.NOT_ELIGIBLE, Result.UNCLEAR
R, C, BACK = CandidateState.RELEASED, CandidateState.CHECKED, CandidateState.COMPLETE


@pytest.fixture
def verdict(version, town, office):
    """A verdict with this result, by what the person knows of German."""

    def make(result, **traits):
        person = CandidateFactory(owner=town, **(traits or {"released": True}))
        german = LanguageSkill.objects.filter(candidate=person, language="de")
        if result == U:
            german.delete()
        else:
            german.update(level={E: "A2", N: "A0"}[result])
        made = judge(person, version, actor=office)
        assert made.result == result
        return made

    return make


@pytest.mark.parametrize(
    ("found", "decided", "reason", "deviates", "state"),
    [
        (E, E, "", False, C),
        (N, N, "", False, R),
        (E, N, "Kurs schon besucht", True, R),
        (N, E, "Zeugnis nachgereicht", True, C),
        (U, E, "Im Gespräch geprüft", False, C),
        (U, N, "Im Gespräch geprüft", False, R),
    ],
)
def test_a_person_decides(verdict, office, found, decided, reason, deviates, state):
    """R-CAN-03: eligible ends the check; not eligible is no step of its own."""
    made = verdict(found)
    decision = decide(made, actor=office, result=decided, reason=reason)
    assert (decision.result, decision.deviates, decision.reason) == (decided, deviates, reason)
    assert (decision.decided_on, decision.decided_by) == (office.today, office.person_id)
    made.candidate.refresh_from_db()
    assert made.candidate.state == state
    entry = JournalEntry.objects.get(verb="decide")
    assert (entry.record_id, entry.change, entry.note) == (made.pk, {}, "")


def test_not_eligible_takes_a_checked_person_out_of_the_batches(verdict, office):
    made = verdict(N, checked=True)
    decide(made, actor=office, result=N)
    made.candidate.refresh_from_db()
    assert made.candidate.state == BACK


def test_a_verdict_is_not_outdated_by_the_decision_on_it(verdict, office):
    made = verdict(E)
    decide(made, actor=office, result=E)
    rows = type(made).objects.all()
    assert list(outdated(rows, office.today)) == []


def refuse(refusal, made, actor, result, reason=""):
    before = JournalEntry.objects.count(), Decision.objects.count()
    with pytest.raises(refusal):
        decide(made, actor=actor, result=result, reason=reason)
    assert (JournalEntry.objects.count(), Decision.objects.count()) == before
    made.candidate.refresh_from_db()


@pytest.mark.parametrize(("found", "decided"), [(E, N), (N, E), (U, E), (U, N)])
def test_a_deviation_without_a_reason_is_refused(verdict, office, found, decided):
    made = verdict(found)
    refuse(ReasonNeeded, made, office, decided, " ")
    assert made.candidate.state == R


def test_a_second_decision_on_the_same_verdict_is_refused(verdict, office):
    made = verdict(E)
    decide(made, actor=office, result=E)
    refuse(errors.AlreadyDecided, made, office, N, "doch nicht")


def test_a_verdict_that_facts_or_rules_have_overtaken_is_not_decided_on(verdict, office, version):
    """R-CAN-04."""
    made, older = verdict(E), verdict(E)
    made.candidate.changed_at = office.at.replace(month=12)
    made.candidate.save()
    refuse(errors.VerdictOutdated, made, office, E)
    older.current = False
    older.save()
    refuse(errors.VerdictOutdated, older, office, E)


def test_locked_and_withdrawn_records_are_not_decided_on(verdict, office):
    made = verdict(E)
    person = made.candidate
    person.restricted_on, person.restriction = office.today, RestrictionGround.REQUEST
    person.save()
    refuse(Restricted, made, office, E)
    other = verdict(E)
    other.candidate.state = CandidateState.CONSENT_WITHDRAWN
    other.candidate.save()
    refuse(errors.NotReleased, other, office, E)


def test_only_the_district_decides(verdict, acting, town, district):
    made = verdict(E)
    strangers = [
        (Role.MUNICIPAL_CLERK, town),
        (Role.HEAD, district),
        (Role.ADMINISTRATOR, district),
        (Role.STEERING, OrganisationFactory()),
    ]
    for role, place in strangers:
        refuse(NotAllowed, made, acting(role, at=place), E)


def test_decisions_are_seen_with_their_candidates(verdict, office, acting, town):
    decision = decide(verdict(E), actor=office, result=E)
    clerk, stranger = (
        acting(Role.MUNICIPAL_CLERK, at=town),
        acting(Role.STEERING, at=OrganisationFactory()),
    )
    assert [list(Decision.objects.visible_to(each)) for each in (office, clerk, stranger)] == [
        [decision],
        [decision],
        [],
    ]
