"""The clause map: work, money, posts and proof per clause, and where there is silence (G2–G4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import BERLIN, Actor, Permission
from kreislotse.funding.models import Application
from kreislotse.funding.states import ApplicationState
from kreislotse.initiatives.models import ClauseAssignment, Initiative, Milestone
from kreislotse.initiatives.rules import next_day
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.mandates.models import Clause, Evidence
from kreislotse.mandates.queries import UNFINISHED
from kreislotse.mandates.rules import urgency
from kreislotse.mandates.states import ClauseKind, ClauseState, Urgency
from kreislotse.staffing.models import Post
from kreislotse.staffing.states import PostState

# After so many days without any entry in the journal a clause counts as silent (idea 2).
SILENT_DAYS = 60
# A duty to report or a condition is kept without money of its own.
_WANTS_MONEY = (ClauseKind.TASK, ClauseKind.MONEY)
_GONE = (ApplicationState.REJECTED, ApplicationState.WITHDRAWN)


class Alarm(models.TextChoices):
    """What should not be so before the committee meets, the most urgent first."""

    OVERDUE = "overdue", _("überfällig")
    DUE_3 = "due_3", _("in 3 Tagen fällig")
    DUE_14 = "due_14", _("in 14 Tagen fällig")
    DUE_28 = "due_28", _("in 28 Tagen fällig")
    NO_INITIATIVE = "no_initiative", _("ohne Vorhaben")
    NO_EVIDENCE = "no_evidence", _("ohne Nachweis")
    NO_MONEY = "no_money", _("ohne Geld")
    NO_OWNER_OR_DATE = "no_owner", _("ohne Zuständige oder Termin")
    SILENT = "silent", _("still")


_BY_URGENCY = {
    Urgency.OVERDUE: Alarm.OVERDUE,
    Urgency.NEXT: Alarm.DUE_3,
    Urgency.NEAR: Alarm.DUE_14,
    Urgency.SOON: Alarm.DUE_28,
}


@dataclass(frozen=True)
class ClauseLine:
    """One clause with all that hangs on it; `requested` is empty while no sum is known."""

    clause: Clause
    initiatives: tuple[str, ...]
    evidence: int
    applications: int
    requested: Money | None
    posts: Decimal
    next_due: date | None
    last_activity: date | None
    alarms: tuple[Alarm, ...]


def clause_map(actor: Actor) -> list[ClauseLine]:
    """Every clause in force that the actor sees, in ten queries for any number of them."""
    rows = Clause.objects.visible_to(actor).for_list()
    clauses = list(rows.exclude(state__in=(ClauseState.SUPERSEDED, ClauseState.WITHDRAWN)))
    found = _Findings(actor)
    return [_line(clause, found, actor) for clause in clauses]


class _Findings:
    """What hangs on clauses, read once for all of them."""

    def __init__(self, actor: Actor) -> None:
        titles = dict(Initiative.objects.visible_to(actor).values_list("pk", "title"))
        self.sees_money = actor.holds(Permission.FUNDING_READ)
        self.titles = titles
        self.initiatives: dict[int, list[int]] = defaultdict(list)
        links = ClauseAssignment.objects.visible_to(actor).order_by("initiative__number", "pk")
        for clause_id, initiative_id in links.values_list("clause_id", "initiative_id"):
            self.initiatives[clause_id].append(initiative_id)
        proofs = Evidence.objects.visible_to(actor).order_by()
        self.evidence = dict(proofs.values_list("clause_id").annotate(found=Count("pk")))
        self.sums = _grouped(
            Application.objects.visible_to(actor).exclude(state__in=_GONE), "requested"
        )
        self.shares = _grouped(
            Post.objects.visible_to(actor).exclude(state=PostState.ABOLISHED), "share"
        )
        self.milestones: dict[int, list[Milestone]] = defaultdict(list)
        for step in Milestone.objects.visible_to(actor).filter(actual_on__isnull=True):
            self.milestones[step.initiative_id].append(step)
        self.written = _written(actor)

    def last_written(self, clause: Clause) -> date | None:
        """The latest entry about the clause itself, its evidence or an initiative of it."""
        keys = [("clause", clause.pk)]
        keys += [("initiative", each) for each in self.initiatives[clause.pk]]
        return max((self.written[key] for key in keys if key in self.written), default=None)


def _grouped(rows: Any, column: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for initiative_id, value in rows.values_list("initiative_id", column):
        found[initiative_id].append(value)
    return found


def _written(actor: Actor) -> dict[tuple[str, int], date]:
    """The last day of the journal per clause and per initiative, with what hangs on them."""
    sources: tuple[tuple[str, Any, str], ...] = (
        ("mandates.Evidence", Evidence.objects.visible_to(actor), "clause_id"),
        ("funding.Application", Application.objects.visible_to(actor), "initiative_id"),
        ("staffing.Post", Post.objects.visible_to(actor), "initiative_id"),
        ("initiatives.Milestone", Milestone.objects.visible_to(actor), "initiative_id"),
    )
    labels = ("mandates.Clause", "initiatives.Initiative", *(label for label, _, _ in sources))
    entries = JournalEntry.objects.filter(record__in=labels).order_by()
    latest = entries.values_list("record", "record_id").annotate(last=Max("at"))
    above = {label: dict(rows.values_list("pk", path)) for label, rows, path in sources}
    found: dict[tuple[str, int], date] = {}
    for label, key, at in latest:
        owner = above[label].get(key) if label in above else key
        kind = "clause" if label.startswith("mandates.") else "initiative"
        day = at.astimezone(BERLIN).date()
        if owner is not None and found.get((kind, owner), date.min) < day:
            found[(kind, owner)] = day
    return found


def _line(clause: Clause, found: _Findings, actor: Actor) -> ClauseLine:
    work = found.initiatives[clause.pk]
    sums = [each for one in work for each in found.sums[one]]
    known = [each for each in sums if each is not None]
    steps = [next_day(found.milestones[one]) for one in work]
    days = [day for day in (clause.due_on, *steps) if day is not None]
    last = found.last_written(clause)
    return ClauseLine(
        clause=clause,
        initiatives=tuple(found.titles[one] for one in work if one in found.titles),
        evidence=found.evidence.get(clause.pk, 0),
        applications=len(sums),
        requested=sum(known, ZERO) if known else None,
        posts=sum((share or Decimal(0) for one in work for share in found.shares[one]), Decimal(0)),
        next_due=min(days, default=None),
        last_activity=last,
        alarms=tuple(_alarms(clause, found, last, bool(sums), actor.today)),
    )


def _alarms(
    clause: Clause, found: _Findings, last: date | None, has_money: bool, today: date
) -> Iterable[Alarm]:
    """A clause that is done raises no alarm."""
    if clause.state not in UNFINISHED:
        return
    near = _BY_URGENCY.get(urgency(clause.due_on, today))
    if near:
        yield near
    if not found.initiatives[clause.pk]:
        yield Alarm.NO_INITIATIVE
    if not found.evidence.get(clause.pk):
        yield Alarm.NO_EVIDENCE
    if found.sees_money and clause.kind in _WANTS_MONEY and not has_money:
        yield Alarm.NO_MONEY
    if not clause.responsible_post or clause.due_on is None:
        yield Alarm.NO_OWNER_OR_DATE
    if last is None or today - last > timedelta(days=SILENT_DAYS):
        yield Alarm.SILENT
