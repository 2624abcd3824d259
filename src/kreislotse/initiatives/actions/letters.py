"""Letters out and in, and which answers which."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.errors import AnswersAnotherInitiative
from kreislotse.initiatives.models import Initiative, Letter
from kreislotse.initiatives.states import Direction
from kreislotse.journal.entries import write
from kreislotse.mandates.order import check_order
from kreislotse.organisations.models import Organisation

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def record_letter_out(
    initiative: Initiative,
    *,
    actor: Actor,
    dated: date | None,
    subject: str,
    sender: Organisation,
    addressees: Iterable[Organisation],
    answers: Letter | None = None,
    follow_up_on: date | None = None,
    file_reference: str = "",
) -> Letter:
    """Record a letter that went out; `follow_up_on` reminds of its answer."""
    require(actor, EDIT, at=initiative.owner_id)
    letter = Letter(
        initiative=lock(initiative),
        direction=Direction.OUT,
        dated=dated,
        subject=subject,
        sender=sender,
        answers=answers,
        follow_up_on=follow_up_on,
        file_reference=file_reference,
    )
    return _record(letter, "record_letter_out", addressees, actor=actor)


@transaction.atomic
def record_letter_in(
    initiative: Initiative,
    *,
    actor: Actor,
    dated: date | None,
    subject: str,
    sender: Organisation,
    addressees: Iterable[Organisation],
    answers: Letter | None = None,
    follow_up_on: date | None = None,
    file_reference: str = "",
) -> Letter:
    """Record a letter that came in; its day is the one written on it."""
    require(actor, EDIT, at=initiative.owner_id)
    letter = Letter(
        initiative=lock(initiative),
        direction=Direction.IN,
        dated=dated,
        subject=subject,
        sender=sender,
        answers=answers,
        follow_up_on=follow_up_on,
        file_reference=file_reference,
    )
    return _record(letter, "record_letter_in", addressees, actor=actor)


def _record(
    letter: Letter, verb: str, addressees: Iterable[Organisation], *, actor: Actor
) -> Letter:
    _check_answer(letter, letter.answers)
    _check_days(letter.dated, letter.follow_up_on, letter.answers, None)
    add(letter, verb, actor=actor, needs=EDIT)
    _address(letter, addressees, actor=actor)
    return letter


@transaction.atomic
def change_letter(
    letter: Letter,
    *,
    actor: Actor,
    dated: date | None,
    subject: str,
    sender: Organisation,
    addressees: Iterable[Organisation],
    answers: Letter | None,
    follow_up_on: date | None,
    file_reference: str,
) -> Letter:
    """Set right what is recorded of a letter; its direction stays."""
    require(actor, EDIT, at=letter.owner_id)
    lock(letter.initiative)
    letter = lock(letter)
    _check_answer(letter, answers)
    first = letter.answered_by.filter(dated__isnull=False).order_by("dated").first()
    _check_days(dated, follow_up_on, answers, first)
    letter = change(
        letter,
        "change_letter",
        actor=actor,
        needs=EDIT,
        dated=dated,
        subject=subject,
        sender=sender,
        answers=answers,
        follow_up_on=follow_up_on,
        file_reference=file_reference,
    )
    _address(letter, addressees, actor=actor)
    return letter


def _check_answer(letter: Letter, answers: Letter | None) -> None:
    if answers is None:
        return
    if answers.pk == letter.pk or answers.initiative_id != letter.initiative_id:
        raise AnswersAnotherInitiative(letter=answers)


def _check_days(
    dated: date | None, follow_up_on: date | None, answers: Letter | None, answer: Letter | None
) -> None:
    """An answer is not older than its letter, and nobody follows up before writing."""
    asked_on = answers.dated if answers else None
    answered_on = answer.dated if answer else None
    check_order(asked_on, _("dem beantworteten Schreiben"), dated, _("Die Antwort"))
    check_order(dated, _("dem Schreiben"), answered_on, _("Die schon eingetragene Antwort"))
    check_order(dated, _("dem Schreiben"), follow_up_on, _("Die Wiedervorlage"))


def _address(letter: Letter, addressees: Iterable[Organisation], *, actor: Actor) -> None:
    before = sorted(letter.addressees.values_list("pk", flat=True))
    after = sorted(organisation.pk for organisation in addressees)
    if before != after:
        letter.addressees.set(after)
        write(letter, "set_addressees", actor=actor, addressees=[before, after])
