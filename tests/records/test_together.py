"""Several questions asked as one find what each would have found alone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Count, DecimalField, Max, Sum, Value
from django.test.utils import CaptureQueriesContext

from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.ledger.models import Transfer
from kreislotse.organisations.models import Organisation
from kreislotse.records.together import ask_together, number_of, totals
from tests.factories.journal import written
from tests.factories.ledger import pot
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db


def asked_alone_and_together(*questions):
    """What each finds alone, and what all find in how many statements."""
    alone = [list(each.all()) for each in questions]
    with CaptureQueriesContext(connection) as asked:
        ask_together(*questions)
        together = [list(each) for each in questions]
    return alone, together, len(asked)


def test_records_rows_and_sums_come_in_one_statement():
    MunicipalityFactory.create_batch(3)
    written(2)
    towns = Organisation.objects.filter(part_of__isnull=False).order_by("-pk")
    alone, together, asked = asked_alone_and_together(
        towns.select_related("part_of")[:2],
        towns.values_list("pk", "name", "valid_from"),
        towns.values_list("pk", flat=True),
        towns.order_by().values("part_of").annotate(towns=Count("pk"), last=Max("pk")),
        Organisation.objects.none(),
        towns.filter(pk__in=[]),
        Organisation.objects.filter(name="gibt es nicht"),
        JournalEntry.objects.order_by("number"),
    )
    assert (together, asked) == (alone, 1)
    assert [each.__dict__.keys() for each in together[0]] == [
        each.__dict__.keys() for each in alone[0]
    ]


def test_the_records_of_a_row_are_there_without_another_question():
    town = MunicipalityFactory()
    rows = Organisation.objects.filter(pk=town.pk).select_related("part_of")
    ask_together(rows)
    with CaptureQueriesContext(connection) as asked:
        assert rows[0].part_of == town.part_of
    assert len(asked) == 0


@pytest.mark.parametrize("nobody", [{"pk": 0}, {"pk__in": []}])
def test_totals_have_their_row_also_where_there_can_be_nothing(nobody):
    """Somebody without a place would else get no start page."""
    rows = Organisation.objects.filter(**nobody)
    number, sums = number_of(rows), totals(rows, people=Sum("pk"), places=Count("pk"))
    ask_together(number, sums)
    assert (list(number), list(sums)) == ([0], [{"people": None, "places": 0}])


def said_by(record):
    columns = [field.attname for field in record._meta.concrete_fields]
    return [(getattr(record, name), type(getattr(record, name))) for name in columns]


def test_days_moments_amounts_and_texts_are_what_they_were():
    """Of what is kept as JSON too, and of signs that JSON writes in another way."""
    pot(item='Ein „Zitat", \\ und\nZeile', awarded=Money(123456))
    entry = written()[0]
    rows = JournalEntry.objects.filter(pk=entry.pk)
    exact = Value(Decimal("12.30"), output_field=DecimalField(max_digits=8, decimal_places=2))
    alone, together, _asked = asked_alone_and_together(
        Transfer.objects.order_by("pk"), rows, rows.values_list(exact, flat=True)
    )
    for before, after in zip(alone[:2], together[:2], strict=True):
        assert [said_by(each) for each in before] == [said_by(each) for each in after]
    assert together[2] == alone[2]
    assert together[0]


def test_what_has_been_asked_is_not_asked_again():
    towns = Organisation.objects.order_by("pk")
    assert len(towns) == 0
    MunicipalityFactory()
    with CaptureQueriesContext(connection) as asked:
        ask_together(towns)
        ask_together()
    assert (len(asked), list(towns)) == (0, [])


def test_related_rows_are_fetched_as_ever():
    town = MunicipalityFactory()
    rows = Organisation.objects.filter(pk=town.part_of_id).prefetch_related("parts")
    ask_together(rows)
    with CaptureQueriesContext(connection) as asked:
        assert [list(each.parts.all()) for each in rows] == [[town]]
    assert len(asked) == 0


def test_another_question_made_of_an_answered_one_asks_for_itself():
    town = MunicipalityFactory()
    rows = Organisation.objects.filter(pk=town.pk)
    ask_together(rows)
    assert rows.filter(pk=0).count() == 0
    assert list(rows.order_by("pk")) == [town]


def test_a_day_and_a_moment_keep_their_zone():
    MunicipalityFactory(valid_from=date(2015, 1, 2))
    at = written(1)[0].at
    days = Organisation.objects.filter(valid_from__isnull=False).values_list(
        "valid_from", flat=True
    )
    moments = JournalEntry.objects.values_list("at", flat=True)
    ask_together(days, moments)
    assert list(days) == [date(2015, 1, 2)]
    assert [each.astimezone(UTC) for each in moments] == [at.astimezone(UTC)]
    assert isinstance(moments[0], datetime)
