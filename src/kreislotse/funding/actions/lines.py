"""The kinds of posts applied for; each finds its rate of the day that the application names."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Max, ProtectedError

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.errors import LineInUse, NotPositive
from kreislotse.funding.models import Application, ApplicationLine, PostKind
from kreislotse.funding.queries import rate_on
from kreislotse.funding.states import EDITABLE
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import WrongState


@transaction.atomic
def add_application_line(
    application: Application,
    *,
    actor: Actor,
    title: str,
    share: Decimal | None,
    post_kind: PostKind | None = None,
) -> ApplicationLine:
    """Apply for a kind of post; an empty share is not known yet (R-GRT-02)."""
    application = _editable(application, actor)
    if share is not None and share <= 0:
        raise NotPositive(what="Der Anteil")
    last = application.lines.aggregate(last=Max("position"))["last"] or 0
    line = ApplicationLine(
        application=application,
        position=last + 1,
        post_kind=post_kind,
        title=title,
        share=share,
        rate=rate_on(application.programme, post_kind, application.rates_on),
    )
    line.full_clean(validate_unique=False, validate_constraints=False)
    line.save(force_insert=True)
    write(
        application,
        "add_application_line",
        actor=actor,
        note=title,
        line=title,
        share=share,
        post_kind=post_kind,
        rate=line.rate,
    )
    return line


@transaction.atomic
def remove_application_line(line: ApplicationLine, *, actor: Actor) -> Application:
    """Take a line out; the journal of the application keeps what it said."""
    application = _editable(line.application, actor)
    try:
        line.delete()
    except ProtectedError as error:
        raise LineInUse(line=line) from error
    write(
        application,
        "remove_application_line",
        actor=actor,
        note=line.title,
        line=line.title,
        share=line.share,
        post_kind=line.post_kind,
    )
    return application


def _editable(application: Application, actor: Actor) -> Application:
    application = lock(application)
    require(actor, Permission.FUNDING_EDIT, at=application.owner_id)
    if application.state not in EDITABLE:
        raise WrongState(state=application.get_state_display())
    return application
