"""Telling people what is kept about them, and who has read it (GDPR Art. 15, R-DP-22)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.kernel.german import date_short
from kreislotse.participants.models import Candidate
from kreislotse.protection.errors import DayAhead, NoLetterIn, ReducedRecord
from kreislotse.protection.letter_texts import languages
from kreislotse.protection.models import Disclosure

RIGHT = Permission.PERSON_EDIT


@transaction.atomic
def give_disclosure(
    candidate: Candidate, *, actor: Actor, asked_on: date, language: str
) -> Disclosure:
    """Note that the person is told today; the letter itself is written from the record.

    Whoever prints it is written down as a reader then. It is given for locked records as well:
    the right to know does not depend on that.
    """
    candidate = lock(candidate)
    require(actor, RIGHT, at=candidate.owner_id)
    if asked_on > actor.today:
        raise DayAhead(day=date_short(asked_on))
    if language not in languages():
        raise NoLetterIn
    if candidate.nationality == "":
        raise ReducedRecord(code=candidate.code)
    given = Disclosure(
        candidate=candidate, asked_on=asked_on, given_on=actor.today, language=language
    )
    return add(given, "give_disclosure", actor=actor, needs=RIGHT)
