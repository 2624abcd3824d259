"""A programme's page as of a day, and the pages of what its guideline says."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.funding.models import (
    Guideline,
    ProgrammeDate,
    ProgrammeNumber,
    Rate,
    RequiredAnnex,
)
from kreislotse.kernel.money import Money
from tests.factories.funding import (
    GuidelineFactory,
    ProgrammeDateFactory,
    ProgrammeFactory,
    ProgrammeNumberFactory,
    RateFactory,
    RequiredAnnexFactory,
)
from tests.factories.organisations import OrganisationFactory

VALID = {"valid_from": "01.01.2026", "source": "Richtlinie"}


@pytest.fixture
def officer(acting, client_of):
    return client_of(acting(Role.GRANTS_OFFICER, at=OrganisationFactory()))


@pytest.fixture
def programme(db):
    return ProgrammeFactory()


def page(client, route, *args, **query):
    response = client.get(reverse(f"funding:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"funding:{route}", args=args), {"sent": "1", **values})


def test_the_page_shows_the_guideline_of_the_day_and_asks_for_what_was_not_read(officer, programme):
    """R-GEN-01."""
    GuidelineFactory(
        programme=programme, title="Alte", cap=Money.euros(170_000), valid_to=date(2025, 4, 2)
    )
    GuidelineFactory(programme=programme, title="Neue", valid_from=date(2025, 4, 3))
    _, text = page(officer, "programme", programme.pk, on="01.12.2015")
    assert "Richtlinie am 01.12.2015" in text
    assert "170.000,00 €" in text
    _, text = page(officer, "programme", programme.pk, on="2026-01-01")
    assert "nicht lesbar – bitte eintragen" in text
    assert "170.000,00 €" not in text


def test_a_day_without_a_guideline_says_so(officer, programme):
    _, text = page(officer, "programme", programme.pk)
    assert "Für diesen Tag ist keine Fassung der Richtlinie eingetragen." in text
    assert "Keine Ziffer an diesem Tag." in text


def test_a_day_that_is_none_is_refused_with_a_sentence(officer, programme):
    response, text = page(officer, "programme", programme.pk, on="31.02.2015")
    assert (response.status_code, "Das ist kein Datum" in text) == (200, True)


def test_all_that_a_guideline_says_is_entered(officer, programme):
    send(
        officer,
        "guideline_new",
        programme.pk,
        title="Fassung",
        percent="66,67",
        cap="1.000,00",
        forwarding_allowed="yes",
        draw_months="2",
        **VALID,
    )
    send(
        officer,
        "number_new",
        programme.pk,
        number="2.1",
        title="Beratung",
        draw_group="2.1+2.2",
        **VALID,
    )
    send(
        officer,
        "date_new",
        programme.pk,
        kind="application",
        day="30",
        month="10",
        years_after="-1",
        **VALID,
    )
    send(
        officer,
        "required_annex_new",
        programme.pk,
        title="Arbeitsplan",
        code="plan",
        mandatory="on",
        **VALID,
    )
    _, text = page(officer, "programme", programme.pk, on="01.02.2026")
    for shown in ("66,67 %", "1.000,00 €", "2.1+2.2", "30.10. des Vorjahres", "Arbeitsplan"):
        assert shown in text
    assert Guideline.objects.get().forwarding_allowed is True
    assert RequiredAnnex.objects.get().mandatory is True


CHANGES = [
    ("guideline", GuidelineFactory, Guideline, {"title": "Neu", "draw_months": "3"},
     "draw_months", 3),
    ("number", ProgrammeNumberFactory, ProgrammeNumber, {"number": "2.3", "title": "Neu"},
     "number", "2.3"),
    ("date", ProgrammeDateFactory, ProgrammeDate,
     {"kind": "draw", "day": "1", "month": "3", "years_after": "0"}, "day", 1),
    ("required_annex", RequiredAnnexFactory, RequiredAnnex, {"title": "Neu", "code": "neu"},
     "code", "neu"),
    ("rate", RateFactory, Rate, {"per_full_post": "60.000"}, "per_full_post",
     Money.euros(60_000)),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "factory", "model", "typed", "column", "value"), CHANGES)
def test_every_entry_is_changed_on_its_page(officer, noun, factory, model, typed, column, value):
    entry = factory()
    shown, _ = page(officer, f"{noun}_change", entry.pk)
    assert shown.context["form"].initial["valid_from"] == entry.valid_from
    response = send(officer, f"{noun}_change", entry.pk, **typed, **VALID)
    assert response.url == reverse("funding:programme", args=[entry.programme_id])
    assert getattr(model.objects.get(), column) == value


def test_an_overlap_is_refused_and_keeps_what_was_typed(officer, programme):
    GuidelineFactory(programme=programme, valid_from=date(2026, 1, 1))
    response = send(officer, "guideline_new", programme.pk, title="Doppelt", **VALID)
    text = response.content.decode()
    assert (response.status_code, "Doppelt" in text) == (422, True)
    assert "gilt in dieser Zeit schon (seit 01.01.2026)" in text


@pytest.mark.parametrize("noun", ["rate", "guideline", "number", "date", "required_annex"])
@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADMINISTRATOR, 200), (Role.STEERING, 403), (Role.MUNICIPAL_CLERK, 403)],
)
def test_only_keepers_enter_reference_data(acting, client_of, programme, noun, role, status):
    client = client_of(acting(role, at=OrganisationFactory()))
    assert page(client, f"{noun}_new", programme.pk)[0].status_code == status
    _, text = page(client, "programme", programme.pk)
    address = reverse(f"funding:{noun}_new", args=[programme.pk])
    assert (address in text) == (status == 200)


def test_the_page_asks_the_same_however_much_there_is(
    officer, programme, django_assert_num_queries
):
    def fill(count):
        for _ in range(count):
            RateFactory(programme=programme)
            GuidelineFactory(programme=programme)
            ProgrammeNumberFactory(programme=programme)
            ProgrammeDateFactory(programme=programme)
            RequiredAnnexFactory(programme=programme)

    fill(1)
    with CaptureQueriesContext(connection) as first:
        page(officer, "programme", programme.pk)
    fill(3)
    with django_assert_num_queries(len(first)):
        page(officer, "programme", programme.pk)
