"""Stage one, from its request to the concurrence of the last ministry."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import (
    prepare_consent,
    record_concurrence,
    record_consent,
    record_refusal_of_consent,
    request_consent,
    withdraw_consent_request,
)
from kreislotse.funding.errors import (
    LetterTaken,
    LetterUndated,
    NoAddressee,
    NothingToConcur,
    OtherInitiative,
    WrongDirection,
)
from kreislotse.funding.models import ConsentInPrinciple, ConsentParty
from kreislotse.funding.queries import concurrences
from kreislotse.funding.states import ConsentRole, ConsentState
from kreislotse.initiatives.states import Direction
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from tests.factories.funding import CentreFactory, ConsentFactory, LetterFactory, MinistryFactory

SENT, GRANTED = date(2015, 9, 24), date(2015, 10, 8)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


@pytest.fixture
def ministries(db):
    return MinistryFactory(name="MAIS"), MinistryFactory(name="MSW")


@pytest.fixture
def asked(centre, officer, ministries):
    """The consent that was asked for on 24 September 2015 from both ministries."""
    consent = prepare_consent(centre, actor=officer)
    letter = LetterFactory(initiative=centre, addressees=ministries)
    return request_consent(consent, actor=officer, letter=letter)


@pytest.fixture
def answer(centre):
    return LetterFactory(initiative=centre, direction=Direction.IN, dated=GRANTED)


def roles(consent):
    parties = consent.parties.order_by("organisation__name", "role")
    return [(p.organisation.name, p.role, p.concurred_on) for p in parties]


def test_the_addressees_of_the_letter_are_asked(asked):
    asked.refresh_from_db()
    assert (asked.state, asked.sent_on) == (ConsentState.SENT, SENT)
    assert roles(asked) == [
        ("MAIS", ConsentRole.ADDRESSEE, None),
        ("MSW", ConsentRole.ADDRESSEE, None),
    ]


def test_a_ministry_consents_in_agreement_with_another(asked, answer, officer, ministries):
    """R-GRT-01."""
    mais, msw = ministries
    record_consent(
        asked,
        actor=officer,
        letter=answer,
        decided_by=mais,
        concurring=[msw],
        concurred_on=GRANTED,
    )

    asked.refresh_from_db()
    assert (asked.state, asked.decided_on) == (ConsentState.GRANTED, GRANTED)
    assert concurrences(asked) == {"MSW": GRANTED}
    assert JournalEntry.objects.of_record(asked).first().note == (
        "Entschieden: MAIS. Im Einvernehmen seit 08.10.2015: MSW."
    )


def test_who_was_asked_and_has_not_spoken_is_missing(asked, answer, officer, ministries):
    """R-GRT-01."""
    record_consent(asked, actor=officer, letter=answer, decided_by=ministries[0])
    assert concurrences(asked) == {"MSW": None}


@pytest.mark.parametrize("before_the_answer", [True, False])
def test_a_concurrence_is_recorded_later(asked, answer, officer, ministries, before_the_answer):
    mais, msw = ministries
    if not before_the_answer:
        record_consent(asked, actor=officer, letter=answer, decided_by=mais, concurring=[msw])
    party = asked.parties.filter(organisation=msw).first()
    record_concurrence(party, actor=officer, concurred_on=GRANTED)
    assert concurrences(asked)["MSW"] == GRANTED


def test_a_refusal_and_a_withdrawal_end_the_request(asked, answer, officer, ministries):
    withdrawn = withdraw_consent_request(
        ConsentFactory(initiative=asked.initiative), actor=officer, reason="Anders geplant"
    )
    refused = record_refusal_of_consent(
        asked, actor=officer, letter=answer, decided_by=ministries[0]
    )
    assert (withdrawn.state, refused.state) == (ConsentState.WITHDRAWN, ConsentState.REFUSED)


LETTERS = [
    ({"initiative": None}, OtherInitiative),
    ({"direction": Direction.IN}, WrongDirection),
    ({"dated": None}, LetterUndated),
    ({"addressees": []}, NoAddressee),
]


@pytest.mark.parametrize(("facts", "refusal"), LETTERS)
def test_a_letter_that_does_not_fit_asks_for_nothing(centre, officer, facts, refusal):
    consent = ConsentFactory(initiative=centre)
    facts = {"initiative": centre, "addressees": [MinistryFactory()]} | facts
    letter = LetterFactory(**{k: v for k, v in facts.items() if v is not None or k == "dated"})

    with pytest.raises(refusal):
        request_consent(consent, actor=officer, letter=letter)

    consent.refresh_from_db()
    assert (consent.state, consent.sent_on) == (ConsentState.DRAFT, None)
    assert not ConsentParty.objects.exists()
    assert not JournalEntry.objects.exists()


def test_one_letter_asks_for_one_consent(asked, officer):
    other = ConsentFactory(initiative=asked.initiative)
    with pytest.raises(LetterTaken):
        request_consent(other, actor=officer, letter=asked.request)


def test_the_answer_is_not_older_than_the_question(asked, officer, ministries):
    early = LetterFactory(
        initiative=asked.initiative, direction=Direction.IN, dated=date(2015, 9, 23)
    )
    with pytest.raises(DateOrder):
        record_consent(asked, actor=officer, letter=early, decided_by=ministries[0])
    party = asked.parties.first()
    with pytest.raises(DateOrder):
        record_concurrence(party, actor=officer, concurred_on=date(2015, 9, 23))


def test_who_decides_does_not_concur(asked, answer, officer, ministries):
    record_consent(asked, actor=officer, letter=answer, decided_by=ministries[0])
    party = asked.parties.get(organisation=ministries[0], role=ConsentRole.ADDRESSEE)
    with pytest.raises(NothingToConcur):
        record_concurrence(party, actor=officer, concurred_on=GRANTED)


def test_nobody_concurs_in_a_draft(officer, centre):
    consent = ConsentFactory(initiative=centre)
    party = consent.parties.create(organisation=MinistryFactory(), role=ConsentRole.CONCURRING)
    with pytest.raises(WrongState):
        record_concurrence(party, actor=officer, concurred_on=GRANTED)


@pytest.mark.parametrize("role", [Role.HEAD, Role.STEERING, Role.AUDITOR])
def test_only_the_grants_officer_acts_on_consents(acting, asked, answer, ministries, role):
    actor = acting(role, at=asked.owner)
    before = JournalEntry.objects.count()
    deeds = [
        lambda: prepare_consent(asked.initiative, actor=actor),
        lambda: request_consent(asked, actor=actor, letter=answer),
        lambda: record_consent(asked, actor=actor, letter=answer, decided_by=ministries[0]),
        lambda: record_refusal_of_consent(
            asked, actor=actor, letter=answer, decided_by=ministries[0]
        ),
        lambda: withdraw_consent_request(asked, actor=actor),
        lambda: record_concurrence(asked.parties.first(), actor=actor, concurred_on=GRANTED),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert JournalEntry.objects.count() == before


def test_consents_are_seen_by_their_own_district_only(acting, asked):
    theirs = ConsentFactory()
    actor = acting(Role.HEAD, at=asked.owner)
    assert list(ConsentInPrinciple.objects.visible_to(actor)) == [asked]
    assert theirs not in ConsentInPrinciple.objects.visible_to(actor)
