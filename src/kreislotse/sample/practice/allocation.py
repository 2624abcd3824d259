"""Invented criteria and a proposal by them: so that the demonstration shows how places are given.

The proposal is left to be signed: whoever tries it out decides on it.
"""

from datetime import date

from kreislotse.allocation import actions as allocation
from kreislotse.allocation.models import CriteriaVersion, Run
from kreislotse.courses.models import Course, WaitingList
from kreislotse.organisations.models import Organisation
from kreislotse.sample.practice.office import Office

DRAFTED, PUBLISHED = date(2015, 10, 12), date(2015, 10, 16)
REDRAFTED, DRAWN = date(2015, 11, 9), date(2015, 11, 10)


def propose_places(district: Organisation, course: Course) -> Run:
    """Who gets the seats that are free, by published criteria; other criteria to compare with."""
    office = Office(district)
    criteria = _published(office)
    _redraft(office, criteria)
    waiting_list = WaitingList.objects.get(owner=district, kind=course.kind)
    return allocation.propose_run(
        waiting_list, actor=office.steering(DRAWN), criteria=criteria, courses=[course]
    )


def _published(office: Office) -> CriteriaVersion:
    """Who has waited long comes first; groups with priority before that."""
    criteria_set = allocation.add_criteria_set(
        office.district,
        actor=office.steering(DRAFTED),
        title="Kriterien für Deutschkurse (Übung)",
        about="Erfunden: Vorranggruppen und Wartezeit zählen, weite Wege ziehen Punkte ab.",
    )
    draft = allocation.change_criteria(
        criteria_set.versions.get(),
        actor=office.steering(DRAFTED),
        obliged=300,
        benefits=200,
        training=100,
        week=10,
        jump=500,
        near_minutes=30,
        minute=2,
        travel_limit=90,
    )
    return allocation.publish_criteria(draft, actor=office.steering(PUBLISHED))


def _redraft(office: Office, criteria: CriteriaVersion) -> CriteriaVersion:
    """A draft that weighs waiting more, keeps families together and promises each town a share."""
    draft = allocation.draft_criteria(criteria.criteria_set, actor=office.steering(REDRAFTED))
    return allocation.change_criteria(
        draft,
        actor=office.steering(REDRAFTED),
        obliged=150,
        week=40,
        keep_together=True,
        floor_percent=60,
        note="Vorschlag nach der Besprechung mit den Städten und Gemeinden (erfunden)",
    )
