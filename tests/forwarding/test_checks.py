"""What is checked before money is passed on: by the data first, then by a person."""

from dataclasses import replace
from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.actions import record_check, return_to_check
from kreislotse.forwarding.checks import (
    Facts,
    Other,
    findings,
    last_project_day,
    light_limit,
    smallest_cap,
    sub_proof_due,
)
from kreislotse.forwarding.errors import (
    ChecksMissing,
    PaidTwice,
    RecipientKnown,
    RemarkMissing,
)
from kreislotse.forwarding.models import ForwardingCheck
from kreislotse.forwarding.queries import facts_of
from kreislotse.forwarding.recipients import organisation_kind, recipient_kind
from kreislotse.forwarding.states import CheckKind, ForwardingState, Verdict
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.organisations.models import Organisation, OrganisationKind
from tests.factories.forwarding import (
    AppliedForwardingFactory,
    ClubFactory,
    ForwardableItemFactory,
    ForwardingFactory,
)
from tests.factories.funding import PurposeFactory

K, V = CheckKind, Verdict
FACTS = Facts(
    purpose="Ziffer 2 Sprachkurse",
    period_from=date(2015, 11, 1),
    period_to=date(2015, 12, 31),
    first_day=date(2015, 1, 1),
    last_day=date(2015, 12, 31),
    requested=Money.euros(1_500),
    cap=Money.euros(1_500),
    kind=RecipientKind.CLUB,
    allowed=frozenset(),
)
ALL_FIT = dict.fromkeys(CheckKind, (Verdict.FITS, ""))


def verdict(kind, **changes):
    found = {each.kind: each for each in findings(replace(FACTS, **changes))}
    return found[kind].verdict


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        (K.PURPOSE, {}, V.DOUBTFUL),
        (K.PERIOD, {}, V.FITS),
        (K.PERIOD, {"period_to": date(2016, 1, 1)}, V.FAILS),
        (K.PERIOD, {"period_from": date(2014, 12, 31)}, V.FAILS),
        (K.CAP, {}, V.FITS),
        (K.CAP, {"requested": Money(150_001)}, V.FAILS),
        (K.CAP, {"requested": Money(150_001), "cap": None}, V.FITS),
        (K.RECIPIENT, {}, V.FITS),
        (K.RECIPIENT, {"allowed": frozenset({RecipientKind.CHURCH})}, V.FAILS),
        (K.RECIPIENT, {"allowed": frozenset({RecipientKind.CLUB})}, V.FITS),
        (K.DOUBLE_FUNDING, {}, V.FITS),
        (K.DOUBLE_FUNDING, {"other_funds": Money(1)}, V.DOUBTFUL),
        (K.DOUBLE_FUNDING, {"others": (Other("A", Money(1), decided=False),)}, V.DOUBTFUL),
        (K.DOUBLE_FUNDING, {"others": (Other("A", Money(1), decided=True),)}, V.FAILS),
    ],
)
def test_each_point_has_a_verdict_of_the_data(kind, changes, expected):
    """R-DIS-01 and step 7: purpose, period, cap, double funding, recipient."""
    assert verdict(kind, **changes) == expected


def test_the_findings_name_the_figures():
    texts = [each.text for each in findings(replace(FACTS, requested=Money.euros(2_000)))]
    assert texts[0] == "Zweck laut Bescheid: „Ziffer 2 Sprachkurse“. Passt das Vorhaben dazu?"
    assert texts[2].replace("\u00a0", " ") == (
        "Beantragt sind 2.000,00 €, höchstens möglich 1.500,00 € je Projekt."
    )


def test_a_recipient_s_proof_is_due_before_our_own():
    """R-DIS-06: by default two months earlier; a project ends before that."""
    assert sub_proof_due(date(2016, 6, 30), 2) == date(2016, 4, 30)
    assert last_project_day(date(2015, 12, 31), date(2016, 6, 30), 2) == date(2015, 12, 31)
    assert last_project_day(date(2015, 12, 31), date(2015, 12, 31), 2) == date(2015, 10, 31)


def test_the_strictest_cap_and_the_first_limit_count():
    assert smallest_cap(None, Money.euros(2), Money.euros(1)) == Money.euros(1)
    assert smallest_cap(None, None) is None
    assert light_limit(None, Money.euros(300), Money.euros(800)) == Money.euros(300)
    assert light_limit(None, None) == Money.euros(500)


@pytest.mark.parametrize(
    ("organisation", "recipient"),
    [
        (OrganisationKind.MUNICIPALITY, RecipientKind.MUNICIPALITY),
        (OrganisationKind.CLUB, RecipientKind.CLUB),
        (OrganisationKind.CHURCH, RecipientKind.CHURCH),
        (OrganisationKind.WELFARE, RecipientKind.WELFARE),
        (OrganisationKind.OTHER, RecipientKind.OTHER),
    ],
)
def test_kinds_of_recipients_are_kinds_of_organisations(organisation, recipient):
    assert recipient_kind(organisation) == recipient
    assert organisation_kind(recipient) == organisation


@pytest.fixture
def wish(db):
    return AppliedForwardingFactory(applicant_name="Brücke e. V.")


@pytest.fixture
def officer(acting, wish):
    return acting(Role.GRANTS_OFFICER, at=wish.owner)


def test_the_check_keeps_what_was_computed_beside_what_was_decided(wish, officer):
    verdicts = {**ALL_FIT, K.PURPOSE: (V.FITS, "Begegnung steht im Bescheid.")}
    found = record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=verdicts)
    assert found.state == ForwardingState.CHECKED
    kept = ForwardingCheck.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kept) == list(CheckKind)
    purpose = ForwardingCheck.objects.get(kind=K.PURPOSE)
    assert (purpose.verdict, purpose.remark) == (V.FITS, "Begegnung steht im Bescheid.")
    assert purpose.finding.startswith("Zweck laut Bescheid")


def test_an_unknown_applicant_is_taken_into_the_register(wish, officer):
    found = record_check(wish, actor=officer, verdicts=ALL_FIT)
    assert (found.recipient.name, found.recipient.kind) == ("Brücke e. V.", OrganisationKind.CLUB)
    assert found.recipient.source == "Antrag auf Weiterleitung vom 15.10.2015"


def test_an_applicant_whom_the_register_knows_is_chosen_there(wish, officer):
    ClubFactory(name="BRÜCKE e. V.".title())
    before = Organisation.objects.count()
    with pytest.raises(RecipientKnown):
        record_check(wish, actor=officer, verdicts=ALL_FIT)
    assert Organisation.objects.count() == before


def test_what_the_data_find_wrong_is_not_called_right_without_a_word(wish, officer):
    wish.item.award.cap_per_project = Money.euros(300)
    wish.item.award.save()
    with pytest.raises(RemarkMissing) as refused:
        record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=ALL_FIT)
    assert str(refused.value).replace("\u00a0", " ") == (
        "„Höchstbetrag“ ist nach den Daten nicht in Ordnung: Beantragt sind 500,00 €, höchstens "
        "möglich 300,00 € je Projekt. Bewerten Sie es anders, oder schreiben Sie dazu, warum es "
        "doch geht."
    )
    assert not ForwardingCheck.objects.exists()
    with_a_word = {**ALL_FIT, K.CAP: (V.FITS, "Wir kürzen auf den Höchstbetrag.")}
    record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=with_a_word)


def test_the_same_purpose_is_not_paid_twice_to_one_recipient_in_one_period(wish, officer):
    """Unless waived with a reason; a purpose is the same in every award that has it."""
    purpose, club = PurposeFactory(), ClubFactory()
    type(wish.item).objects.filter(pk=wish.item_id).update(purpose=purpose)
    paid = ForwardingFactory(
        item=ForwardableItemFactory(purpose=purpose), recipient=club, title="Lesecafé"
    )
    noted = {**ALL_FIT, K.DOUBLE_FUNDING: (V.FITS, "Anderer Ort.")}
    with pytest.raises(PaidTwice, match="Lesecafé"):
        record_check(wish, actor=officer, recipient=club, verdicts=noted)
    assert paid.item.award.owner != wish.owner
    failed = {**ALL_FIT, K.DOUBLE_FUNDING: (V.FAILS, "")}
    record_check(wish, actor=officer, recipient=club, verdicts=failed)
    return_to_check(wish, actor=officer, reason="Anderer Ort.")
    found = record_check(
        wish, actor=officer, recipient=club, verdicts=noted, waived_reason="Anderer Ort."
    )
    assert found.waived_reason == "Anderer Ort."
    assert ForwardingCheck.objects.filter(forwarding=wish).count() == len(CheckKind)


def test_other_days_other_recipients_and_what_came_to_nothing_do_not_count(wish):
    club = ClubFactory()
    same = {"item": wish.item, "recipient": club}
    ForwardingFactory(item=wish.item)
    ForwardingFactory(**same, period_from=date(2015, 3, 1), period_to=date(2015, 10, 31))
    AppliedForwardingFactory(**same, state=ForwardingState.REJECTED)
    assert facts_of(wish, club, RecipientKind.CLUB).others == ()
    AppliedForwardingFactory(**same, title="Noch offen", requested=Money.euros(100))
    assert facts_of(wish, club, RecipientKind.CLUB).others == (
        Other("Noch offen", Money.euros(100), decided=False),
    )


def test_a_check_that_is_refused_changes_nothing(acting, wish, officer):
    some = {K.PURPOSE: (V.FITS, "")}
    with pytest.raises(ChecksMissing, match="Zeitraum, Höchstbetrag, Doppelförderung und Empf"):
        record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=some)
    with pytest.raises(NotAllowed):
        record_check(wish, actor=acting(Role.HEAD, at=wish.owner), verdicts=ALL_FIT)
    done = AppliedForwardingFactory(item=wish.item, state=ForwardingState.REJECTED)
    with pytest.raises(WrongState):
        record_check(done, actor=officer, verdicts=ALL_FIT)
    with pytest.raises(WrongState):
        return_to_check(wish, actor=officer, reason="x")
    wish.refresh_from_db()
    assert (wish.state, wish.recipient) == (ForwardingState.APPLIED, None)
    assert not JournalEntry.objects.exists()


def test_going_back_to_the_check_needs_a_reason(wish, officer):
    record_check(wish, actor=officer, verdicts=ALL_FIT)
    with pytest.raises(ReasonNeeded):
        return_to_check(wish, actor=officer, reason=" ")
    assert return_to_check(wish, actor=officer, reason="Ort unklar").state == "applied"
