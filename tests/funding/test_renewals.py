"""Applying again for another year (R-GRT-20)."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.funding.actions import hand_over, load_programmes, renew_application
from kreislotse.funding.appraisal import changes_since, renewal_due
from kreislotse.funding.errors import AlreadyRenewed
from kreislotse.funding.models import Application, PostKind, Programme
from kreislotse.funding.queries import formula_of, rate_on
from kreislotse.funding.rules import application_due
from kreislotse.funding.states import ApplicationState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from tests.factories.funding import (
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    CoFinancingFactory,
    PurposeFactory,
)
from tests.factories.organisations import OrganisationFactory

NEXT = {
    "title": "Förderung 2022",
    "rates_on": date(2022, 1, 1),
    "period_from": date(2022, 1, 1),
    "period_to": date(2022, 12, 31),
}


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


@pytest.fixture
def awarded(acting, centre):
    """Six posts and a half one in 2021, as shipped: 320,000 euros."""
    load_programmes(actor=acting(Role.ADMINISTRATOR, at=OrganisationFactory()))
    programme = Programme.objects.get(code="ki-grundfoerderung")
    application = ApplicationFactory(
        initiative=centre,
        programme=programme,
        rates_on=date(2021, 1, 1),
        period_from=date(2021, 1, 1),
        period_to=date(2021, 12, 31),
        need="Bedarf",
        not_begun=True,
        submitted=True,
    )
    for title, share, code in [("Fachkräfte", 6, "specialist"), ("Assistenz", "0.5", "assistance")]:
        kind = PostKind.objects.get(code=code)
        ApplicationLineFactory(
            application=application,
            title=title,
            share=Decimal(share),
            post_kind=kind,
            rate=rate_on(programme, kind, application.rates_on),
        )
    CoFinancingFactory(application=application, granted=True)
    application.purposes.set([PurposeFactory()])
    return application


def test_last_years_lines_are_copied_with_the_new_rates(awarded, officer):
    """R-GRT-20, T2: 320,000.00 by the rates of 2018, 364,500.00 by those of 2022."""
    assert formula_of(awarded).total == Money.euros(320_000)

    renewal = renew_application(awarded, actor=officer, **NEXT)

    assert formula_of(renewal).total == Money.euros(364_500)
    assert (renewal.renewal_of, renewal.state) == (awarded, ApplicationState.DRAFT)
    assert (renewal.need, renewal.not_begun, renewal.requested) == ("Bedarf", False, None)
    assert list(renewal.purposes.all()) == list(awarded.purposes.all())
    assert [each.granted for each in renewal.co_financing.all()] == [False]
    entry = JournalEntry.objects.of_record(renewal).get()
    assert (entry.verb, entry.note) == ("renew_application", awarded.title)


def test_it_is_shown_what_changed(awarded, officer):
    """R-GRT-20."""
    renewal = renew_application(awarded, actor=officer, **NEXT)
    renewal.lines.get(title="Assistenz").delete()
    ApplicationLineFactory(application=renewal, title="Material", amount=Money.euros(900))
    found = [(row.title, row.amount_before, row.amount_after) for row in changes_since(renewal)]
    assert found == [
        ("Fachkräfte", Money.euros(300_000), Money.euros(342_000)),
        ("Assistenz", Money.euros(20_000), None),
        ("Material", None, Money.euros(900)),
    ]
    assert changes_since(awarded) == []


def test_who_took_over_applies_in_the_next_year(awarded, officer):
    """R-DIS-05."""
    successor = OrganisationFactory()
    hand_over(awarded, actor=officer, to=successor, on=date(2021, 12, 1))
    renewal = renew_application(awarded, actor=officer, **NEXT)
    assert (renewal.applicant, renewal.in_place_of) == (successor, "")


@pytest.mark.parametrize(
    ("years_after", "due"), [(-1, date(2021, 10, 30)), (0, date(2022, 10, 30))]
)
def test_the_next_application_is_due_on_a_day_of_the_year(years_after, due):
    """R-GRT-20: integration management wanted it by 30 October of the preceding year."""
    assert application_due(funded_year=2022, month=10, day=30, years_after=years_after) == due


def test_a_leap_day_is_the_day_before_in_other_years():
    assert application_due(funded_year=2023, month=2, day=29, years_after=0) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("code", "until", "due"),
    [
        ("kim-1", date(2021, 12, 31), date(2021, 10, 30)),
        ("kim-1", date(2026, 12, 31), None),
        ("ki-grundfoerderung", date(2021, 12, 31), None),
    ],
)
def test_the_reminder_rests_on_the_dates_of_the_programme(awarded, code, until, due):
    """R-GRT-20: a date that no source gives any more is not invented."""
    awarded.programme = Programme.objects.get(code=code)
    awarded.period_to = until
    assert renewal_due(awarded) == due
    awarded.programme = None
    assert renewal_due(awarded) is None


def test_for_one_period_there_is_one_renewal(awarded, officer):
    first = renew_application(awarded, actor=officer, **NEXT)
    with pytest.raises(AlreadyRenewed):
        renew_application(awarded, actor=officer, **NEXT)
    Application.objects.filter(pk=first.pk).update(state=ApplicationState.WITHDRAWN)
    renew_application(awarded, actor=officer, **NEXT)


@pytest.mark.parametrize(
    ("role", "state", "said", "refusal"),
    [
        (Role.HEAD, "submitted", {}, NotAllowed),
        (Role.GRANTS_OFFICER, "draft", {}, WrongState),
        (Role.GRANTS_OFFICER, "submitted", {"period_to": date(2021, 1, 1)}, DateOrder),
    ],
)
def test_a_refused_renewal_leaves_nothing_behind(acting, role, state, said, refusal):
    application = ApplicationFactory(submitted=state == "submitted")
    with pytest.raises(refusal):
        renew_application(application, actor=acting(role, at=application.owner), **NEXT | said)
    assert Application.objects.get() == application
    assert not JournalEntry.objects.exists()
