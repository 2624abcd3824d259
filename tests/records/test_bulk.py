"""Many rows at once: what is set, and that the collector of circles works again afterwards."""

import gc

import pytest

from kreislotse.organisations.models import Organisation
from kreislotse.records.bulk import uncollected, update_alike
from tests.factories.organisations import MunicipalityFactory


@pytest.mark.django_db
def test_rows_of_the_same_values_and_single_ones_are_all_set():
    towns = [MunicipalityFactory().pk for _ in range(4)]
    wanted = dict(zip(towns, ["A", "B", "A", "C"], strict=True))
    update_alike(Organisation, ["name"], [(pk, [name]) for pk, name in wanted.items()])
    assert dict(Organisation.objects.filter(pk__in=towns).values_list("pk", "name")) == wanted


@uncollected
def seen(fail=False):
    if fail:
        raise ValueError("failed")
    return gc.isenabled()


def test_python_looks_for_circles_again_when_the_work_is_done_or_has_failed():
    assert gc.isenabled()
    assert seen() is False
    assert gc.isenabled()
    with pytest.raises(ValueError, match="failed"):
        seen(fail=True)
    assert gc.isenabled()


def test_whoever_has_stopped_the_collector_starts_it_again():
    gc.disable()
    try:
        assert seen() is False
        assert not gc.isenabled()
    finally:
        gc.enable()
