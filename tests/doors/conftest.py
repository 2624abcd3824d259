"""The visitors who knock at every door, and whom some of them look for."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kreislotse.access.actions import open_account
from kreislotse.access.policy import Role
from kreislotse.intake.models import Upload
from kreislotse.organisations import actions as organisations
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.models import Candidate, Household
from kreislotse.transmission.models import BatchLine
from tests.doors.knocking import Visitors
from tests.doors.named import letters
from tests.factories.intake import UploadRowFactory
from tests.factories.people import CandidateFactory
from tests.fixtures.world import DAY, NOON, World


@pytest.fixture(scope="module")
def visitors(world: World) -> Visitors:
    return Visitors(world)


@pytest.fixture(scope="module")
def people(world: Any) -> dict[str, int]:
    """Everybody of our town by a family name that stands nowhere else; all about them says it."""
    town, found = world.ours.town, {}
    home = Household.objects.create(owner=town, code="HAUSHALT0001")
    shown = Candidate.objects.get(code=world.ours.records["candidate_code"])
    together = CandidateFactory(owner=town, complete=True, household=home)
    Candidate.objects.filter(pk=shown.pk).update(household=home)
    row = world.ours.records["row_id"]
    row.reasons = [["", "", "alike", {"person": together.pk, "by": []}]]
    row.save()
    known = UploadRowFactory(upload=row.upload, number=99, state="doubtful", candidate_id=shown.pk)
    for person in Candidate.objects.filter(owner=town):
        name = f"Geheim{letters(person.pk)}"
        found[name] = person.pk
        Candidate.objects.filter(pk=person.pk).update(
            family_name=name, contact=f"über {name}", wish="Pflege"
        )
        said = {"family_name": name, "given_names": "Amina"}
        BatchLine.objects.filter(candidate=person).exclude(content={}).update(content=said)
    known.values = {"family_name": f"Geheim{letters(shown.pk)}", "given_names": "Amina"}
    known.save()
    Upload.objects.filter(pk=row.upload_id).update(rows_total=2)
    return found


@pytest.fixture
def stranger(world: Any) -> Client:
    """The clerk of another town of the same district."""
    ours = world.ours
    town = Organisation.objects.get(name="Olfen")
    actor = system_actor(NOON, ours.district.pk, town.pk)
    account = open_account(
        actor=actor, email="olfen@beispiel.example", name="Kai Ort", ends_on=date(2099, 12, 31)
    )
    organisations.grant_role(
        account,
        actor=actor,
        organisation=town,
        role=Role.MUNICIPAL_CLERK,
        valid_from=DAY,
        valid_to=date(2099, 12, 31),
    )
    client = Client()
    client.force_login(account)
    return client
