"""Residence titles and the legal regime that follows from each: shipped, kept up by dated rows."""

from datetime import date

from django.db import transaction

from kreislotse.access.catalogue import add_entry
from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.journal.entries import write_load
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.participants import reference_data
from kreislotse.participants.models import ResidenceStatus, ResidenceTitle, TitleRegime
from kreislotse.participants.regimes import write_regimes
from kreislotse.records.bulk import in_parts

OWN = Permission.REFERENCE_EDIT


@transaction.atomic
def load_residence_titles(*, actor: Actor) -> int:
    """Add the shipped titles that the database lacks, with their regimes; say how many."""
    require_anywhere(actor, OWN)
    known = set(ResidenceTitle.objects.values_list("code", flat=True))
    missing = [title for title in reference_data.titles() if title.code not in known]
    if not missing:
        return 0
    ResidenceTitle.objects.bulk_create(ResidenceTitle(**title._asdict()) for title in missing)
    new = {title.code for title in missing}
    ids = dict(ResidenceTitle.objects.values_list("code", "pk"))
    rows = [row._asdict() for row in reference_data.regimes() if row.title in new]
    TitleRegime.objects.bulk_create(
        TitleRegime(title_id=ids[row.pop("title")], **row) for row in rows
    )
    write_load(ResidenceTitle, "load_residence_titles", actor=actor, rows=len(missing))
    write_load(TitleRegime, "load_residence_titles", actor=actor, rows=len(rows))
    return len(missing)


@transaction.atomic
def add_title_regime(
    title: ResidenceTitle,
    *,
    actor: Actor,
    regime: str,
    valid_from: date,
    source: str,
    valid_to: date | None = None,
    first_granted_from: date | None = None,
    after_months: int | None = None,
) -> TitleRegime:
    """From a day on another regime follows from the title; the periods of all holders follow.

    Rows that are there stay: of those in force the one counts that says most about a case.
    """
    require_anywhere(actor, OWN)
    title = lock(title)
    if valid_to and valid_to < valid_from:
        raise DateOrder(
            earlier_name="Gültig von",
            earlier=date_short(valid_from),
            later_name="Gültig bis",
            later=date_short(valid_to),
        )
    row = TitleRegime(
        title=title,
        regime=regime,
        valid_from=valid_from,
        valid_to=valid_to,
        first_granted_from=first_granted_from,
        after_months=after_months,
        source=source.strip(),
    )
    add_entry(row, "add_title_regime", actor=actor, own=OWN)
    holders = ResidenceStatus.objects.filter(title=title).values_list("candidate", flat=True)
    for some in in_parts(sorted(set(holders))):
        write_regimes(some)
    return row
