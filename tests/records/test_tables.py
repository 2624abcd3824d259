"""Finding, sorting and dating rows alike on every database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kreislotse.kernel.money import Money, NotAnAmount
from kreislotse.organisations.models import Organisation
from kreislotse.records.fields import MoneyField
from kreislotse.records.tables import matching, valid_on
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["öding", "ODING", "Oding kreis", "dIn", "O\u0308ding"])
def test_rows_are_found_whatever_the_case_and_the_accents(typed):
    wanted = OrganisationFactory(name="Kreis Öding")
    OrganisationFactory(name="Kreis Borken")
    assert list(matching(Organisation.objects.all(), typed)) == [wanted]


def test_all_words_of_a_search_must_be_there():
    OrganisationFactory(name="Kreis Öding")
    assert not matching(Organisation.objects.all(), "Öding Stadt").exists()


def test_rows_are_sorted_as_in_the_directory():
    for name in ("Zell", "Öding", "Olfen", "Ahaus"):
        OrganisationFactory(name=name)
    ordered = Organisation.objects.order_by("sort_key").values_list("name", flat=True)
    assert list(ordered) == ["Ahaus", "Öding", "Olfen", "Zell"]


def test_keys_follow_a_change_of_one_column():
    row = OrganisationFactory(name="Ahaus")
    row.name = "Öding"
    row.save(update_fields=["name"])
    row.refresh_from_db()
    assert (row.search_key, row.sort_key) == ("oding", "oding")


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2014, 12, 31), False),
        (date(2015, 1, 1), True),
        (date(2015, 6, 30), True),
        (date(2015, 7, 1), False),
    ],
)
def test_a_dated_row_holds_on_both_its_ends(day, holds):
    """R-GEN-01"""
    OrganisationFactory(valid_from=date(2015, 1, 1), valid_to=date(2015, 6, 30))
    assert Organisation.objects.filter(valid_on(day)).exists() == holds


@pytest.mark.parametrize("ends", [{}, {"valid_from": date(2015, 1, 1)}, {"valid_to": date.max}])
def test_an_empty_end_is_open(ends):
    """R-GEN-01"""
    row = OrganisationFactory(**ends)
    part = OrganisationFactory(part_of=row)
    assert list(Organisation.objects.filter(valid_on(date(2015, 1, 1), "part_of__"), pk=part.pk))


def test_amounts_go_through_the_column_as_whole_cents():
    column = MoneyField()
    assert column.get_prep_value(Money(1234)) == 1234
    assert column.from_db_value(1234, None, None) == Money(1234)
    assert (column.get_prep_value(None), column.from_db_value(None)) == (None, None)
    assert column.to_python("12,34") == Money(1234)


def test_a_text_that_is_no_amount_is_not_stored():
    with pytest.raises(ValidationError, match="kein Betrag") as refusal:
        MoneyField().to_python("viel")
    assert isinstance(refusal.value.__cause__, NotAnAmount)
