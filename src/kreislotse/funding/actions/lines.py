"""What is applied for: kinds of posts, which find their rate of the day, and plain sums."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.appraisal import day_of
from kreislotse.funding.drafts import (
    refuse_foreign_number,
    refuse_foreign_purpose,
    refuse_unless_draft,
)
from kreislotse.funding.errors import LineInUse, NotPositive, ShareOrAmount
from kreislotse.funding.models import Application, ApplicationLine, PostKind, Purpose
from kreislotse.funding.queries import rate_on
from kreislotse.journal.entries import write
from kreislotse.kernel.money import ZERO, Money


@transaction.atomic
def add_application_line(
    application: Application,
    *,
    actor: Actor,
    title: str,
    share: Decimal | None = None,
    post_kind: PostKind | None = None,
    amount: Money | None = None,
    number: str = "",
    purpose: Purpose | None = None,
) -> ApplicationLine:
    """Apply for a kind of post or for a sum; an empty share is not known yet (R-GRT-02)."""
    application = lock(application)
    require(actor, Permission.FUNDING_EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    last = application.lines.aggregate(last=Max("position"))["last"] or 0
    line = ApplicationLine(
        application=application,
        position=last + 1,
        post_kind=post_kind,
        title=title,
        share=share,
        amount=amount,
        number=number,
        purpose=purpose,
    )
    _holds(line, actor)
    line.rate = rate_on(application.programme, post_kind, application.rates_on)
    line.full_clean(validate_unique=False, validate_constraints=False)
    line.save(force_insert=True)
    _write(line, "add_application_line", actor)
    return line


@transaction.atomic
def change_application_line(
    line: ApplicationLine,
    *,
    actor: Actor,
    title: str,
    share: Decimal | None = None,
    post_kind: PostKind | None = None,
    amount: Money | None = None,
    number: str = "",
    purpose: Purpose | None = None,
) -> ApplicationLine:
    """Say a line anew; a post that it pays for keeps hanging on it."""
    application = lock(line.application)
    require(actor, Permission.FUNDING_EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    said: dict[str, Any] = {
        "title": title,
        "share": share,
        "post_kind": post_kind,
        "amount": amount,
        "number": number,
        "purpose": purpose,
        "rate": rate_on(application.programme, post_kind, application.rates_on),
    }
    _holds(ApplicationLine(application=application, **said), actor)
    line = file_change(lock(line), "change_application_line", actor=actor, **said)
    _write(line, "change_application_line", actor)
    return line


@transaction.atomic
def remove_application_line(line: ApplicationLine, *, actor: Actor) -> Application:
    """Take a line out; the journal of the application keeps what it said."""
    application = lock(line.application)
    require(actor, Permission.FUNDING_EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    try:
        line.delete()
    except ProtectedError as error:
        raise LineInUse(line=line) from error
    _write(line, "remove_application_line", actor)
    return application


def _holds(line: ApplicationLine, actor: Actor) -> None:
    """Refuse what cannot be a line of this application on its day."""
    if line.share is not None and line.share <= 0:
        raise NotPositive(what="Der Anteil")
    if line.amount is not None and line.amount <= ZERO:
        raise NotPositive(what="Die Summe")
    if line.amount is not None and (line.share is not None or line.post_kind is not None):
        raise ShareOrAmount
    programme, day = line.application.programme, day_of(line.application, actor.today)
    refuse_foreign_number(programme, day, line.number)
    refuse_foreign_purpose(programme, day, line.purpose, line.number)


def _write(line: ApplicationLine, verb: str, actor: Actor) -> None:
    """The application's history tells of its lines; of a line that is gone nothing else does."""
    names = ("share", "post_kind", "rate", "amount", "number", "purpose")
    said = {name: getattr(line, name) for name in names}
    known = {name: value for name, value in said.items() if value not in (None, "")}
    write(line.application, verb, actor=actor, note=line.title, line=line.title, **known)
