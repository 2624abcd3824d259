"""Stage one: the consent in principle, from its request to the concurrence of the last ministry."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.errors import (
    LetterTaken,
    LetterUndated,
    NoAddressee,
    NothingToConcur,
    OtherInitiative,
    WrongDirection,
)
from kreislotse.funding.models import ConsentInPrinciple, ConsentParty
from kreislotse.funding.states import ConsentRole, ConsentState
from kreislotse.initiatives.models import Initiative, Letter
from kreislotse.initiatives.states import Direction
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.refusals import DateOrder, WrongState
from kreislotse.organisations.models import Organisation


@transaction.atomic
def prepare_consent(initiative: Initiative, *, actor: Actor) -> ConsentInPrinciple:
    consent = ConsentInPrinciple(owner_id=initiative.owner_id, initiative=initiative)
    return add(consent, "prepare_consent", actor=actor, needs=Permission.FUNDING_EDIT)


@transaction.atomic
def request_consent(
    consent: ConsentInPrinciple, *, actor: Actor, letter: Letter
) -> ConsentInPrinciple:
    """The letter has gone out: its addressees are asked, its day is the day of the request."""
    consent = lock(consent)
    check(consent, "request_consent", actor=actor)
    sent_on = _day_of(letter, consent, Direction.OUT)
    addressees = list(letter.addressees.all())
    if not addressees:
        raise NoAddressee(letter=letter)
    for organisation in addressees:
        _add_party(consent, organisation, ConsentRole.ADDRESSEE)
    return advance(consent, "request_consent", actor=actor, request=letter, sent_on=sent_on)


@transaction.atomic
def record_consent(
    consent: ConsentInPrinciple,
    *,
    actor: Actor,
    letter: Letter,
    decided_by: Organisation,
    concurring: Iterable[Organisation] = (),
    concurred_on: date | None = None,
) -> ConsentInPrinciple:
    """The answer has come in; a concurrence without its day stays open until it is recorded."""
    consent = lock(consent)
    check(consent, "record_consent", actor=actor)
    decided_on = _answer(consent, letter)
    _add_party(consent, decided_by, ConsentRole.DECIDING)
    others = [organisation for organisation in concurring if organisation != decided_by]
    for organisation in others:
        _add_party(consent, organisation, ConsentRole.CONCURRING, concurred_on)
    note = f"Entschieden: {decided_by}."
    if others:
        since = f" seit {date_short(concurred_on)}" if concurred_on else ""
        note += f" Im Einvernehmen{since}: {join([str(each) for each in others])}."
    return advance(
        consent, "record_consent", actor=actor, note=note, decision=letter, decided_on=decided_on
    )


@transaction.atomic
def record_refusal_of_consent(
    consent: ConsentInPrinciple, *, actor: Actor, letter: Letter, decided_by: Organisation
) -> ConsentInPrinciple:
    consent = lock(consent)
    check(consent, "record_refusal_of_consent", actor=actor)
    decided_on = _answer(consent, letter)
    _add_party(consent, decided_by, ConsentRole.DECIDING)
    return advance(
        consent,
        "record_refusal_of_consent",
        actor=actor,
        note=f"Entschieden: {decided_by}.",
        decision=letter,
        decided_on=decided_on,
    )


@transaction.atomic
def withdraw_consent_request(
    consent: ConsentInPrinciple, *, actor: Actor, reason: str = ""
) -> ConsentInPrinciple:
    return advance(lock(consent), "withdraw_consent_request", actor=actor, note=reason)


@transaction.atomic
def record_concurrence(party: ConsentParty, *, actor: Actor, concurred_on: date) -> ConsentParty:
    """A ministry that was asked, or concurs by the answer, concurs since this day (R-GRT-01)."""
    consent = lock(party.consent)
    require(actor, Permission.FUNDING_EDIT, at=consent.owner_id)
    if consent.state not in (ConsentState.SENT, ConsentState.GRANTED):
        raise WrongState(state=consent.get_state_display())
    if consent.parties.filter(organisation=party.organisation, role=ConsentRole.DECIDING).exists():
        raise NothingToConcur(organisation=party.organisation)
    _not_before_request(consent, concurred_on, "Das Einvernehmen")
    concurring, _ = ConsentParty.objects.get_or_create(
        consent=consent, organisation=party.organisation, role=ConsentRole.CONCURRING
    )
    concurring.concurred_on = concurred_on
    concurring.save(update_fields=["concurred_on"])
    note = f"Im Einvernehmen: {party.organisation}."
    write(consent, "record_concurrence", actor=actor, note=note, concurred_on=concurred_on)
    return concurring


def _answer(consent: ConsentInPrinciple, letter: Letter) -> date:
    decided_on = _day_of(letter, consent, Direction.IN)
    _not_before_request(consent, decided_on, "Die Entscheidung")
    return decided_on


def _day_of(letter: Letter, consent: ConsentInPrinciple, direction: Direction) -> date:
    if letter.initiative_id != consent.initiative_id:
        raise OtherInitiative(record=letter, initiative=consent.initiative)
    if letter.direction != direction:
        raise WrongDirection(letter=letter, direction=letter.get_direction_display())
    others = ConsentInPrinciple.objects.exclude(pk=consent.pk)
    if others.filter(Q(request=letter) | Q(decision=letter)).exists():
        raise LetterTaken(letter=letter)
    if letter.dated is None:
        raise LetterUndated(letter=letter)
    return letter.dated


def _not_before_request(consent: ConsentInPrinciple, day: date, name: str) -> None:
    if consent.sent_on and day < consent.sent_on:
        raise DateOrder(
            later_name=name,
            later=date_short(day),
            earlier_name="dem Antrag auf Zustimmung",
            earlier=date_short(consent.sent_on),
        )


def _add_party(
    consent: ConsentInPrinciple,
    organisation: Organisation,
    role: ConsentRole,
    concurred_on: date | None = None,
) -> None:
    ConsentParty.objects.get_or_create(
        consent=consent,
        organisation=organisation,
        role=role,
        defaults={"concurred_on": concurred_on},
    )
