"""The dullest valid papers, sections, sentences and editions."""

from datetime import UTC, date, datetime

import factory

from kreislotse.reporting.models import CoSignature, Edition, Passage, Report, Section
from kreislotse.reporting.states import EditionKind, Origin
from tests.factories.mandates import PaperFactory


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    paper = factory.SubFactory(PaperFactory)
    owner = factory.SelfAttribute("paper.owner")
    title = factory.Sequence(lambda n: f"Sachstand {n}")
    as_of = date(2015, 11, 2)


class SectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Section

    report = factory.SubFactory(ReportFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Abschnitt {n}")


class PassageFactory(factory.django.DjangoModelFactory):
    """A sentence of the author's own."""

    class Meta:
        model = Passage

    section = factory.SubFactory(SectionFactory)
    position = factory.Sequence(lambda n: n + 1)
    origin = Origin.AUTHORED
    text = factory.Sequence(lambda n: f"Eigener Satz {n}.")


class CoSignatureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CoSignature

    report = factory.SubFactory(ReportFactory)
    department = factory.Sequence(lambda n: f"Abteilung {n}")
    asked_on = date(2015, 11, 2)


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    report = factory.SubFactory(ReportFactory)
    number = 1
    kind = EditionKind.MAIN
    as_of = date(2015, 11, 2)
    frozen_at = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
    document = factory.LazyFunction(dict)
    checksum = "0" * 64
    pdf = docx = html = json = b"-"
