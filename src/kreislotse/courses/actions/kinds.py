"""The only writers of course kinds and of what norms say of them between two days."""

from datetime import date, timedelta
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.catalogue import add_entry, change_entry, require_keeper
from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.errors import LevelsReversed, NameTaken, SizesReversed, TermsStand
from kreislotse.courses.models import CourseKind, CourseTerms
from kreislotse.courses.reference_data import ShippedKind, shipped_kinds
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder

EDIT = Permission.COURSE_EDIT


class Terms(TypedDict, total=False):
    """What can be said of a kind of course from a day on; see `CourseTerms`."""

    minimum: int | None
    maximum: int | None
    entry_from: str
    entry_to: str
    inform_weeks: int | None
    inform: list[str]
    entitlement_months: int | None
    permission_months: int | None
    register_months: int | None
    evidence_months: int | None
    norm: str
    source: str
    valid_to: date | None


@transaction.atomic
def register_course_kind(
    *,
    actor: Actor,
    code: str,
    title: str,
    units: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> CourseKind:
    """Enter a kind of course; `units` are teaching units of 45 minutes."""
    require_keeper(actor, EDIT)
    if CourseKind.objects.filter(code=code).exists():
        raise NameTaken(code=code)
    _in_order(valid_from, valid_to)
    kind = CourseKind(
        code=code,
        title=title,
        units=units,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return add_entry(kind, "register_course_kind", actor=actor, own=EDIT)


@transaction.atomic
def set_terms(
    kind: CourseKind, *, actor: Actor, valid_from: date, **facts: Unpack[Terms]
) -> CourseTerms:
    """New terms from a day on; those before end the day before."""
    require_keeper(actor, EDIT)
    _in_order(valid_from, facts.get("valid_to"))
    _plausible(facts)
    rows = CourseTerms.objects.select_for_update().filter(kind=kind)
    later = rows.filter(valid_from__gte=valid_from).order_by("-valid_from").first()
    if later is not None and later.valid_from is not None:
        raise TermsStand(day=date_short(later.valid_from))
    for last in rows.exclude(valid_to__lt=valid_from):
        ends_on = valid_from - timedelta(days=1)
        change_entry(last, "end_terms", actor=actor, own=EDIT, valid_to=ends_on)
    terms = CourseTerms(kind=kind, valid_from=valid_from, **facts)
    return add_entry(terms, "set_terms", actor=actor, own=EDIT)


@transaction.atomic
def load_course_kinds(*, actor: Actor) -> int:
    """The shipped kinds that are lacking, and terms for kinds that have none; how many of both.

    What has been entered stays as it is.
    """
    require_keeper(actor, EDIT)
    return sum(_load(each, actor) for each in shipped_kinds())


def _load(shipped: ShippedKind, actor: Actor) -> int:
    kind = CourseKind.objects.filter(code=shipped.kind["code"]).first()
    loaded = 0 if kind else 1
    kind = kind or register_course_kind(actor=actor, **shipped.kind)
    if kind.terms.exists():
        return loaded
    for terms in shipped.terms:
        set_terms(kind, actor=actor, **terms)
    return loaded + len(shipped.terms)


def _plausible(facts: Terms) -> None:
    minimum, maximum = facts.get("minimum"), facts.get("maximum")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise SizesReversed(minimum=minimum, maximum=maximum)
    lower, upper = facts.get("entry_from"), facts.get("entry_to")
    if lower and upper and upper < lower:
        raise LevelsReversed(upper=upper, lower=lower)


def _in_order(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise DateOrder(
            later_name="Das Ende der Gültigkeit",
            later=date_short(valid_to),
            earlier_name="dem Beginn",
            earlier=date_short(valid_from),
        )
