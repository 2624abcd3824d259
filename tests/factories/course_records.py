"""A record of every kind around courses and waiting lists, for one side of the world.

Each deed finds a record in its state; people carry the mark in their names.
"""

from datetime import date
from typing import Any

from kreislotse.courses.reply_links import hash_of, new_key
from kreislotse.courses.states import CourseState, WaitingState
from kreislotse.organisations.models import Organisation
from kreislotse.participants.states import ConsentPurpose
from tests.factories import courses, people

# Of the demonstration: whose account the doors knock with.
PROVIDER = "Sprachschule Musterweg"
OURS = "Kreis Coesfeld"


def course_records(quota: Any, town: Any, mark: str) -> dict[str, Any]:
    """By the parameter of their addresses, as the doors look them up."""
    district = quota.owner
    provider = (
        Organisation.objects.get(name=PROVIDER)
        if district.name == OURS
        else courses.ProviderFactory(name="Sprachschule nebenan")
    )

    def course(state: str) -> Any:
        return courses.CourseFactory(
            owner=district,
            kind=quota.kind,
            provider=provider,
            municipality=town,
            number=f"{mark} {state}",
            title=f"Kurs {mark}",
            state=state,
            capacity=4,
        )

    waiting_list = courses.WaitingListFactory(
        owner=district, title=f"Liste {mark}", kind=quota.kind
    )
    return {
        "kind_id": quota.kind,
        "contingent_id": courses.ContingentFactory(quota=quota, organisation=town, places=2),
        "list_id": waiting_list,
        **_courses(course, waiting_list, town, mark),
        **_entries(waiting_list, town, mark),
    }


def _person(town: Any, mark: str) -> Any:
    return people.CandidateFactory(owner=town, family_name=mark, released=True)


def _courses(course: Any, waiting_list: Any, town: Any, mark: str) -> dict[str, Any]:
    taking, running = course(CourseState.OPEN), course(CourseState.RUNNING)
    planned = course(CourseState.PLANNED)

    def placed(where: Any, state: str) -> Any:
        person = _person(town, mark)
        people.with_consent(person, ConsentPurpose.COURSE_PROVIDER, where.provider)
        return courses.placed(where, state, waiting_list=waiting_list, candidate=person)

    accepted = placed(taking, WaitingState.ACCEPTED)
    started = placed(running, WaitingState.STARTED)
    offer = placed(taking, WaitingState.OFFERED).offers.get()
    key = new_key()
    type(offer).objects.filter(pk=offer.pk).update(reply_key=hash_of(key))
    found = {
        "courses:course_apply:course_id": planned,
        "courses:course_open:course_id": planned,
        "courses:course_end:course_id": running,
        "course_id": taking,
        "lesson_id": courses.LessonFactory(course=running, held_on=date(2015, 11, 2)),
        "offer_id": offer,
        "replies:key": key,
    }
    for name in ("participant", "participant_start", "participant_no_show"):
        found[f"courses:{name}:entry_id"] = accepted
    for name in ("participant_drop_out", "participant_complete"):
        found |= {f"courses:{name}:course_id": running, f"courses:{name}:entry_id": started}
    return found


def _entries(waiting_list: Any, town: Any, mark: str) -> dict[str, Any]:
    def entry(state: str) -> Any:
        return courses.WaitingEntryFactory(
            waiting_list=waiting_list, candidate=_person(town, mark), state=state
        )

    first = entry(WaitingState.PRE_REGISTERED)
    return {
        "entry_id": first,
        "courses:entry_admit:entry_id": entry(WaitingState.ASSESSED),
        "courses:entry_again:entry_id": entry(WaitingState.REMOVED),
        "courses:offer_new:entry_id": entry(WaitingState.WAITING),
        "courses:duty_done:duty_id": courses.DutyFactory(entry=first, norm=f"§ 9 {mark}"),
        "entitlement_id": courses.EntitlementFactory(
            candidate=first.candidate, kind=waiting_list.kind, reference=mark
        ),
    }
