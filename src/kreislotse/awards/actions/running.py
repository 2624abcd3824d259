"""From the confirmed notice to the end of the measure: service, finality, beginning, end."""

from datetime import date, timedelta

from django.db import transaction

from kreislotse.access.deeds import advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.errors import AlreadyFinal, BegunTooEarly, NotFinalYet, ServiceUnknown
from kreislotse.awards.models import Award
from kreislotse.awards.openness import require_open
from kreislotse.awards.order import after, happened, in_order
from kreislotse.awards.rules import final_on, is_final, may_begin
from kreislotse.awards.states import AppealWaiver, AwardState
from kreislotse.awards.usual import served_on as served_by_post
from kreislotse.kernel.german import date_short

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def record_service(
    award: Award, *, actor: Actor, posted_on: date | None = None, served_on: date | None = None
) -> Award:
    """When the notice was posted or handed over; the law's days are added to posting (R-GRT-04)."""
    award = _open(award, actor)
    if is_final(actor.today, served_on=award.served_on, waived_on=award.waived_on):
        raise _already_final(award)
    if posted_on is None and served_on is None:
        raise ServiceUnknown(award=award)
    served = served_on or served_by_post(posted_on, award.authority)
    in_order(award, posted_on=posted_on, served_on=served)
    return change(
        award, "record_service", actor=actor, needs=EDIT, posted_on=posted_on, served_on=served
    )


@transaction.atomic
def record_finality(award: Award, *, actor: Actor, note: str = "") -> Award:
    """The notice can no longer be contested; refused while it still can (R-GRT-04)."""
    award = lock(award)
    check(award, "record_finality", actor=actor)
    if award.served_on is None:
        raise ServiceUnknown(award=award)
    last_day = final_on(award.served_on)
    if actor.today <= last_day:
        raise NotFinalYet(
            last_day=date_short(last_day), final=date_short(last_day + timedelta(days=1))
        )
    return advance(award, "record_finality", actor=actor, note=note)


@transaction.atomic
def waive_appeal(award: Award, *, actor: Actor, waived_on: date) -> Award:
    """The district waives its appeal, so that the notice is final at once (R-GRT-04)."""
    award = _open(award, actor)
    if is_final(actor.today, served_on=award.served_on, waived_on=award.waived_on):
        raise _already_final(award)
    after(waived_on, "Der Verzicht", award.dated, "dem Datum des Bescheids")
    happened(waived_on, "Der Verzicht", actor=actor)
    award = change(
        award,
        "waive_appeal",
        actor=actor,
        needs=EDIT,
        appeal=AppealWaiver.WAIVED,
        waived_on=waived_on,
    )
    if award.state != AwardState.AWARDED:
        return award
    return advance(award, "record_finality", actor=actor)


@transaction.atomic
def begin_measure(award: Award, *, actor: Actor, begun_on: date) -> Award:
    """The measure has begun: in its period, or before it with consent to that (R-GRT-03)."""
    award = lock(award)
    check(award, "begin_measure", actor=actor)
    happened(begun_on, "Der Beginn", actor=actor)
    early = award.early_start_on
    if not may_begin(begun_on, period_from=award.period_from, early_start_on=early):
        raise BegunTooEarly(
            period_from=date_short(award.period_from),
            begun_on=date_short(begun_on),
            early=f"Dem vorzeitigen Beginn ist ab dem {date_short(early)} zugestimmt."
            if early
            else "Eine Zustimmung zum vorzeitigen Beginn ist nicht eingetragen.",
        )
    after(award.period_to, "Das Ende des Zeitraums", begun_on, "dem Beginn")
    return advance(award, "begin_measure", actor=actor, begun_on=begun_on)


@transaction.atomic
def end_measure(award: Award, *, actor: Actor, ended_on: date) -> Award:
    """The measure is over; from now on the proof is due."""
    award = lock(award)
    check(award, "end_measure", actor=actor)
    happened(ended_on, "Das Ende der Maßnahme", actor=actor)
    after(ended_on, "Das Ende der Maßnahme", award.begun_on or award.period_from, "ihrem Beginn")
    after(award.period_to, "Das Ende des Zeitraums", ended_on, "dem Ende der Maßnahme")
    return advance(award, "end_measure", actor=actor, ended_on=ended_on)


def _open(award: Award, actor: Actor) -> Award:
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    require_open(award)
    return award


def _already_final(award: Award) -> AlreadyFinal:
    since = award.waived_on
    if since is None:
        assert award.served_on is not None
        since = final_on(award.served_on) + timedelta(days=1)
    return AlreadyFinal(award=award, since=date_short(since))
