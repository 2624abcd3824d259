"""Runs in each of their states, decided by the engine, for one side of the world."""

from datetime import UTC, date, datetime
from typing import Any

from kreislotse.allocation import actions
from kreislotse.allocation.models import Run
from kreislotse.organisations.queries import system_actor
from tests.factories import courses, people
from tests.factories.runs import CriteriaVersionFactory

NOON = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
REPLY_BY = date(2015, 11, 16)


def run_records(district: Any, town: Any, mark: str) -> dict[str, Any]:
    """By the parameter of their addresses, as the doors look them up."""
    names = (f"{mark} {stage}" for stage in ("vorgeschlagen", "freigegeben", "verschickt"))
    proposed, signed, sent = (_run(district, town, name) for name in names)
    actor = system_actor(NOON, district.pk, town.pk)
    actions.sign_run(signed, actor=actor)
    actions.sign_run(sent, actor=actor)
    actions.send_offers(sent, actor=actor, channel="letter", reply_by=REPLY_BY)
    of_proposed = proposed.lines.order_by("number").first()
    decided = f"Entschieden {mark}"
    actions.override_line(of_proposed, actor=actor, course=None, reason=decided)
    return {
        "run_id": proposed,
        "allocation:run_reopen:run_id": signed,
        "allocation:run_send:run_id": signed,
        "allocation:run_move_up:run_id": sent,
        "allocation:line_id": of_proposed,
        "allocation:line:line_id": sent.lines.get(course__isnull=False),
        "allocation:line_letter:line_id": sent.lines.get(course__isnull=True),
    }


def _run(district: Any, town: Any, mark: str) -> Run:
    """Two who wait for one place."""
    kind = courses.CourseKindFactory()
    waiting_list = courses.WaitingListFactory(owner=district, kind=kind, title=f"Liste {mark}")
    course = courses.CourseFactory(
        owner=district, kind=kind, municipality=town, title=f"Kurs {mark}", capacity=1
    )
    for _ in range(2):
        person = people.CandidateFactory(owner=town, family_name=mark, released=True)
        courses.EntitlementFactory(candidate=person, kind=kind)
        courses.WaitingEntryFactory(waiting_list=waiting_list, candidate=person)
    return actions.propose_run(
        waiting_list,
        actor=system_actor(NOON, district.pk, town.pk),
        criteria=CriteriaVersionFactory(criteria_set__owner=district, week=1),
        courses=[course],
    )
