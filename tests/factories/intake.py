"""Lists that municipalities hand in, and people who are known there already."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import factory

from kreislotse.intake.models import Upload, UploadRow
from kreislotse.organisations.models import Organisation
from kreislotse.participants.codes import new_code
from kreislotse.participants.models import Candidate
from tests.factories.organisations import MunicipalityFactory

DAY = date(1990, 4, 3)
BEFORE = datetime(2015, 10, 1, 9, 0, tzinfo=UTC)
HEADINGS = ("Familienname", "Vornamen", "Geburtsdatum", "Staatsangehörigkeit")
AMINA = ("Haddad", "Amina", "03.04.1990", "Syrien")


class UploadFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Upload

    owner = factory.SubFactory(MunicipalityFactory)
    sha256 = "0" * 64
    format = "csv"
    uploaded_at = BEFORE


class UploadRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UploadRow

    upload = factory.SubFactory(UploadFactory)
    number = factory.Sequence(lambda n: n + 2)


def sheet(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    """A list as a spreadsheet program saves it as text."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([headings, *rows])
    return file.getvalue().encode("utf-8-sig")


def described(*people: Mapping[str, str]) -> bytes:
    """The same from what is said of each person, by heading."""
    headings = list(dict.fromkeys(heading for person in people for heading in person))
    rows = [[person.get(heading, "") for heading in headings] for person in people]
    return sheet(*rows, headings=headings)


def known(
    owner: Organisation, family_name: str, given_names: str, born_on: date = DAY, **said: Any
) -> Candidate:
    """Somebody whom the municipality knows, with nothing but what a record cannot be without."""
    values = {
        "nationality": "SY",
        "last_contact_on": BEFORE.date(),
        "changed_at": BEFORE,
        "match_key": "0" * 64,
    }
    return Candidate.objects.create(
        owner=owner,
        district=owner.part_of,
        code=new_code(),
        family_name=family_name,
        given_names=given_names,
        born_on=born_on,
        **{**values, **said},
    )
