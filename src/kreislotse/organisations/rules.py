"""What holds for organisations, their successors, contacts and roles. No database, no clock."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from kreislotse.access.policy import Role
from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.refusals import DateOrder


class Link(NamedTuple):
    """From a day on, a task has passed from one organisation to another; no task means all."""

    predecessor: int
    successor: int
    task: str
    since: date


class Heir(NamedTuple):
    """Who does a task on the day asked for."""

    task: str
    organisation: int


def heirs(start: int, links: Iterable[Link], day: date) -> list[Heir]:
    """Who does on this day what the organisation once did, task by task.

    The organisation itself, as long as nothing has passed on. A link without a task takes
    whatever task led to it. Circles are refused when they are recorded.
    """
    by_predecessor: dict[int, list[Link]] = {}
    for link in sorted(links, key=lambda link: (link.since, link.task, link.successor)):
        if link.since <= day:
            by_predecessor.setdefault(link.predecessor, []).append(link)
    found: list[Heir] = []
    waiting = [Heir("", start)]
    while waiting:
        here = waiting.pop(0)
        onward = [
            Heir(link.task or here.task, link.successor)
            for link in by_predecessor.get(here.organisation, ())
            if not (here.task and link.task) or link.task == here.task
        ]
        waiting += onward
        if not onward and here not in found:
            found.append(here)
    return found


def leads_to(start: int, goal: int, links: Iterable[tuple[int, int]]) -> bool:
    """Whether one gets from start to goal along the links; everything leads to itself."""
    links = list(links)
    reached, edge = {start}, {start}
    while edge:
        edge = {target for source, target in links if source in edge} - reached
        reached |= edge
    return goal in reached


def in_order(earlier: date | None, later: date | None, names: tuple[str, str]) -> None:
    """Refuse with DateOrder when an end lies before its beginning; open ends are in order."""
    if earlier is not None and later is not None and later < earlier:
        raise DateOrder(
            earlier_name=names[0],
            earlier=f"{earlier:%d.%m.%Y}",
            later_name=names[1],
            later=f"{later:%d.%m.%Y}",
        )


def overlap(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> bool:
    """Whether two periods share a day; both ends count, None is open."""
    starts_in_time = first[0] is None or second[1] is None or first[0] <= second[1]
    ends_late_enough = first[1] is None or second[0] is None or second[0] <= first[1]
    return starts_in_time and ends_late_enough


def confirmation_due(confirmed_on: date, every_months: int) -> date:
    """The day on which a contact is asked again whether everything still holds (R-CON-02)."""
    return add_months(confirmed_on, every_months)


def overdue_until(today: date, every_months: int) -> date:
    """The latest day of confirmation that is due again today."""
    day = add_months(today, -every_months)
    while confirmation_due(day + timedelta(days=1), every_months) <= today:
        day += timedelta(days=1)
    return day


# The topic under which a municipality's contact for a regime's task is named (R-CON-03).
CONTACT_TOPICS = {
    ("asylblg", "benefit"): "asylblg-leistungen",
    ("asylblg", "labour_market_support"): "berufliche-integration",
}

Place = Literal["municipality", "district", "agency", "anywhere"]

# A clerk's rights at a district would reach all its municipalities: hence only at their own.
PLACE_OF_ROLE: dict[Role, Place] = {
    Role.MUNICIPAL_CLERK: "municipality",
    Role.HEAD: "district",
    Role.STEERING: "district",
    Role.GRANTS_OFFICER: "district",
    Role.COUNSELLOR: "district",
    Role.PARTNER_DISTRICT: "district",
    Role.AGENCY_STAFF: "agency",
}

KINDS_OF_PLACE: dict[Place, frozenset[str]] = {
    "municipality": frozenset({"municipality"}),
    "district": frozenset({"district", "centre"}),
    "agency": frozenset({"employment_agency", "job_centre", "regional_directorate"}),
}


def place_fits(role: Role, organisation_kind: str) -> bool:
    """Whether this role exists at this kind of organisation (R-DP-10)."""
    place = PLACE_OF_ROLE.get(role, "anywhere")
    return place == "anywhere" or organisation_kind in KINDS_OF_PLACE[place]
