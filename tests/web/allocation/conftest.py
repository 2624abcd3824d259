"""Three who wait for two places of a course, and who decides on them, each in a browser."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.models import Account, Installation
from kreislotse.access.policy import Actor, Role
from kreislotse.allocation import actions
from kreislotse.allocation.models import Run, RunLine
from kreislotse.courses.models import Course, WaitingList
from kreislotse.courses.states import PriorityGroup
from kreislotse.organisations.models import Organisation, OrganisationKind
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    EntitlementFactory,
    WaitingEntryFactory,
    WaitingListFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory
from tests.factories.runs import CriteriaVersionFactory
from tests.fixtures.acting import NOON

NAME = "Geheimname"
REPLY_BY = date(2015, 11, 16)


@dataclass
class Places:
    """The benefits come first on the list; the training and the long wait count for more."""

    district: Organisation
    town: Organisation
    other_town: Organisation
    waiting_list: WaitingList
    course: Course
    evening: Course
    criteria: Any
    steering: Actor
    head: Actor
    benefits: Any
    training: Any
    long_waiting: Any

    def propose(self, **said: Any) -> Run:
        facts = {"criteria": self.criteria, "courses": [self.course, self.evening]}
        return actions.propose_run(self.waiting_list, actor=self.steering, **{**facts, **said})

    def sign(self, run: Run) -> Run:
        return actions.sign_run(run, actor=self.head)

    def send(self, run: Run) -> Run:
        signed = self.sign(run)
        actions.send_offers(signed, actor=self.steering, channel="letter", reply_by=REPLY_BY)
        return Run.objects.get(pk=run.pk)

    def line(self, run: Run, entry: Any) -> RunLine:
        return RunLine.objects.get(run=run, entry=entry)


@pytest.fixture
def in_november(db, settings):
    """A demonstration, whose clock stands where the records' days are."""
    settings.DEMO = True
    behind = timezone.now() - NOON
    Installation.objects.create(pk=1, purpose=Installation.Purpose.DEMO, clock_behind=behind)


@pytest.fixture
def places(acting):
    district = OrganisationFactory(kind=OrganisationKind.DISTRICT)
    town, other = (MunicipalityFactory(part_of=district, name=name) for name in ("Au", "Berg"))
    kind = CourseKindFactory()
    waiting_list = WaitingListFactory(owner=district, kind=kind, title="Hundert Plätze")

    def course(title: str, **said: Any) -> Course:
        return CourseFactory(owner=district, kind=kind, municipality=town, title=title, **said)

    def waits(place: Organisation, priority: int, asked_on: date) -> Any:
        person = CandidateFactory(owner=place, released=True, family_name=NAME)
        EntitlementFactory(candidate=person, kind=kind)
        return WaitingEntryFactory(
            waiting_list=waiting_list, candidate=person, priority=priority, asked_on=asked_on
        )

    return Places(
        district=district,
        town=town,
        other_town=other,
        waiting_list=waiting_list,
        course=course("Deutsch am Morgen", capacity=2),
        evening=course("Deutsch am Abend", capacity=1, entry_from="B2", entry_to="C1"),
        criteria=CriteriaVersionFactory(criteria_set__owner=district, training=300, week=10),
        steering=acting(Role.STEERING, at=district),
        head=acting(Role.HEAD, at=district),
        benefits=waits(town, PriorityGroup.BENEFITS, date(2015, 10, 5)),
        training=waits(town, PriorityGroup.TRAINING, date(2015, 10, 5)),
        long_waiting=waits(other, PriorityGroup.OTHER, date(2015, 6, 1)),
    )


@pytest.fixture
def browser_of():
    """A browser of its own for each who acts."""

    def log_in(actor: Actor) -> Client:
        browser = Client()
        browser.force_login(Account.objects.get(pk=actor.person_id))
        return browser

    return log_in


@pytest.fixture
def steering(browser_of, places):
    return browser_of(places.steering)


@pytest.fixture
def head(browser_of, places):
    return browser_of(places.head)


@pytest.fixture
def clerk(browser_of, acting, places):
    return browser_of(acting(Role.MUNICIPAL_CLERK, at=places.town))


@pytest.fixture
def look():
    """The answer and its words, each run of blanks as one."""

    def read(client: Client, route: str, *args: Any, **query: Any) -> tuple[Any, str]:
        response = client.get(reverse(f"allocation:{route}", args=args), query)
        return response, " ".join(response.content.decode(errors="replace").split())

    return read


@pytest.fixture
def send():
    def post(client: Client, route: str, *args: Any, query: str = "", **values: Any) -> Any:
        address = reverse(f"allocation:{route}", args=args) + query
        return client.post(address, {"sent": "1", **values})

    return post


@pytest.fixture
def pdf_text():
    """What stands on all pages, each run of blanks as one."""

    def read(pdf: bytes) -> str:
        pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
        return " ".join(" ".join(each.extract_text() for each in pages).split())

    return read
