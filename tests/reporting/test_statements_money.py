"""How the paper tells what became of money granted."""

from datetime import date

import pytest

from kreislotse.forwarding.states import AgreementState, ForwardingState, PlanState
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from tests.factories.awards import AwardFactory, AwardItemFactory, officer_at
from tests.factories.forwarding import ForwardableItemFactory, ForwardingFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.sharing import AgreementFactory, SharePlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    return InitiativeFactory()


def granted(initiative, **facts):
    authority = OrganisationFactory(name="Bezirksregierung Musterstadt", gender="f")
    return AwardFactory(
        owner=initiative.owner,
        initiative=initiative,
        title="Ehrenamt",
        authority=authority,
        dated=date(2015, 9, 1),
        **facts,
    )


def moved(item, movement, euros, on, *party):
    deed = movements.Deed(officer_at(item.award.owner), on, f"{movement.__name__}-{on}-{euros}")
    movement(item.pot, *party, Money.euros(euros), deed)


def test_a_notice_says_who_granted_how_much_and_where_it_is(said, initiative):
    granted(initiative)
    assert said(initiative, "money.award") == [
        (
            "Die Bezirksregierung Musterstadt hat für „Ehrenamt“ mit Bescheid vom 1. September "
            "2015 18.000 € bewilligt."
        ),
        (
            "Davon sind 0 € eingegangen, 0 € gebunden und 0 € ausgezahlt, hiervon 0 € "
            "nachgewiesen; frei sind noch 18.000 €."
        ),
    ]


def test_a_notice_that_nobody_has_checked_is_not_told(said, initiative):
    granted(initiative, entered=True)
    assert said(initiative, "money") == []


def test_only_what_was_booked_by_the_reference_date_counts(said, initiative):
    item = granted(initiative).items.get()
    town = MunicipalityFactory()
    moved(item, movements.commit, 3_000, date(2015, 10, 1), town)
    moved(item, movements.pay, 1_000, date(2015, 10, 20), town)
    moved(item, movements.request_draw, 5_000, date(2015, 10, 21))
    moved(item, movements.receive_draw, 5_000, date(2015, 10, 28))
    moved(item, movements.pay, 500, date(2099, 1, 1), town)
    assert said(initiative, "money.award")[1:] == [
        (
            "Davon sind 5.000 € eingegangen, 2.000 € gebunden und 1.000 € ausgezahlt, hiervon "
            "0 € nachgewiesen; frei sind noch 15.000 €."
        )
    ]


def test_a_second_item_and_a_reduction_are_in_the_sum(said, initiative):
    award = granted(initiative)
    AwardItemFactory(award=award, amount=Money.euros(2_000))
    moved(award.items.first(), movements.reduce, 500, date(2015, 10, 2))
    award.changes.create(kind="partial_revocation", dated=date(2015, 10, 2))
    assert said(initiative, "money.award")[0] == (
        "Die Bezirksregierung Musterstadt hat für „Ehrenamt“ mit Bescheid vom 1. September 2015 "
        "19.500 € einschließlich späterer Änderungen bewilligt."
    )


def test_what_was_granted_to_recipients_is_counted_and_summed(said, initiative):
    item = ForwardableItemFactory(award=granted(initiative, item=False))
    for title in ("Fest", "Ausflug"):
        ForwardingFactory(item=item, title=title, requested=Money.euros(400))
    withdrawn = ForwardingFactory(item=item, requested=Money.euros(300))
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(state=ForwardingState.WITHDRAWN)
    assert said(initiative, "money.award")[-1] == (
        "Bewilligt sind daraus zwei Weiterleitungen über zusammen 800 €."
    )


def asked(initiative, *states, state=PlanState.CONSULTATION):
    plan = SharePlanFactory(initiative=initiative, amount=Money.euros(18_000), state=state)
    for each in states:
        answered = each in (AgreementState.AGREED, AgreementState.OBJECTED)
        AgreementFactory(
            plan=plan, state=each, answered_on=date(2015, 10, 28) if answered else None
        )


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        (
            [AgreementState.AGREED] * 11,
            "Mit der Verteilung von 18.000 € sind 11 von 11 Städten und Gemeinden einverstanden.",
        ),
        (
            [AgreementState.AGREED] * 9 + [AgreementState.SILENT, AgreementState.ASKED],
            (
                "Mit der Verteilung von 18.000 € sind 9 von 11 Städten und Gemeinden "
                "einverstanden, 2 haben noch nicht geantwortet."
            ),
        ),
        (
            [AgreementState.AGREED, AgreementState.OBJECTED, AgreementState.ASKED],
            (
                "Mit der Verteilung von 18.000 € ist 1 von 3 Städten und Gemeinden "
                "einverstanden, 1 hat einen Einwand, 1 hat noch nicht geantwortet."
            ),
        ),
    ],
)
def test_the_paper_says_how_many_towns_agreed(said, initiative, states, sentence):
    """R-DIS-04"""
    asked(initiative, *states)
    assert said(initiative, "money.plan") == [sentence]


def test_a_decided_plan_is_told_instead_of_those_that_were_asked_about(said, initiative):
    asked(initiative, AgreementState.OBJECTED)
    asked(initiative, AgreementState.AGREED, state=PlanState.DECIDED)
    assert [text.count("einverstanden") for text in said(initiative, "money.plan")] == [1]
