"""What goes with an application: the money of others, and the annexes as files."""

from typing import Protocol

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.attachments.actions import add_attachment
from kreislotse.funding.appraisal import day_of
from kreislotse.funding.drafts import refuse_unless_draft
from kreislotse.funding.errors import AnnexTaken, NotPositive, TextMissing
from kreislotse.funding.models import Application, ApplicationAnnex, CoFinancing
from kreislotse.funding.queries import annexes_on
from kreislotse.funding.states import ApplicationState
from kreislotse.journal.entries import write
from kreislotse.kernel.money import ZERO, Money

EDIT = Permission.FUNDING_EDIT


class File(Protocol):
    """A file as it was handed in."""

    name: str

    def read(self) -> bytes: ...


@transaction.atomic
def add_co_financing(
    application: Application,
    *,
    actor: Actor,
    kind: str,
    from_whom: str,
    amount: Money,
    granted: bool = False,
) -> CoFinancing:
    """What others or the applicant pay; `granted` says that it is promised already."""
    application = lock(application)
    require(actor, EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    if amount <= ZERO:
        raise NotPositive(what="Der Betrag")
    part = CoFinancing(
        application=application, kind=kind, from_whom=from_whom, amount=amount, granted=granted
    )
    part.full_clean(validate_unique=False, validate_constraints=False)
    part.save(force_insert=True)
    write(
        application,
        "add_co_financing",
        actor=actor,
        note=f"{part.get_kind_display()}: {amount}",
        kind=kind,
        amount=amount,
        granted=granted,
    )
    return part


@transaction.atomic
def remove_co_financing(part: CoFinancing, *, actor: Actor) -> Application:
    application = lock(part.application)
    require(actor, EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    part.delete()
    note = f"{part.get_kind_display()}: {part.amount}"
    write(
        application,
        "remove_co_financing",
        actor=actor,
        note=note,
        kind=part.kind,
        amount=part.amount,
    )
    return application


@transaction.atomic
def add_annex(
    application: Application, *, actor: Actor, file: File, code: str = "", title: str = ""
) -> ApplicationAnnex:
    """Enclose a file; `code` is that of an annex which the programme asks for.

    While the authority asks, files may still be added for the answer.
    """
    application = lock(application)
    require(actor, EDIT, at=application.owner_id)
    if application.state != ApplicationState.QUERY:
        refuse_unless_draft(application)
    asked = annexes_on(application.programme, day_of(application, actor.today))
    named = title.strip() or next((each.title for each in asked if each.code == code), "")
    if not named:
        raise TextMissing(what="Die Bezeichnung der Anlage")
    if code and application.annexes.filter(code=code).exists():
        raise AnnexTaken(title=named)
    attachment = add_attachment(application.owner, actor=actor, name=file.name, content=file.read())
    annex = ApplicationAnnex.objects.create(
        application=application, code=code, title=named, file=attachment
    )
    write(
        application,
        "add_annex",
        actor=actor,
        note=named,
        annex=named,
        code=code,
        sha256=attachment.sha256,
    )
    return annex


@transaction.atomic
def remove_annex(annex: ApplicationAnnex, *, actor: Actor) -> Application:
    """Take an annex out of a draft; the file stays among the files that were handed in."""
    application = lock(annex.application)
    require(actor, EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    annex.delete()
    write(
        application,
        "remove_annex",
        actor=actor,
        note=annex.title,
        annex=annex.title,
        code=annex.code,
        sha256=annex.file.sha256,
    )
    return application
