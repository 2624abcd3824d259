"""Plans of sharing out: what each action changes, leaves as a trace, and refuses."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.policy import Actor, Role
from kreislotse.awards.errors import AwardNotBooked
from kreislotse.awards.models import AwardItem
from kreislotse.forwarding import actions
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.actions.plans import Variant
from kreislotse.forwarding.models import Agreement, Share, SharePlan
from kreislotse.forwarding.states import AgreementState, Key, PlanState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money, total
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed, WrongState
from kreislotse.ledger import movements
from tests.factories.awards import AwardFactory, AwardItemFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import (
    MunicipalityFactory,
    OrganisationFactory,
)
from tests.factories.sharing import (
    AgreementFactory,
    KeyFigureFactory,
    ShareFactory,
    SharePlanFactory,
    eleven_towns,
)

POT = Money.euros(18_000)
DAY, DUE = date(2014, 12, 31), date(2015, 11, 16)


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Musterland")


@pytest.fixture
def towns(district):
    return eleven_towns(district)


@pytest.fixture
def initiative(district):
    return InitiativeFactory(owner=district, title="Ehrenamt")


@pytest.fixture
def officer(acting, district):
    return acting(Role.GRANTS_OFFICER, at=district)


@pytest.fixture
def head(acting, district):
    return acting(Role.HEAD, at=district)


@pytest.fixture
def item(initiative):
    award = AwardFactory(owner=initiative.owner, initiative=initiative, item__title="Ehrenamt")
    return award.items.get()


def draft(initiative, officer, **said):
    said = {"title": "Gleich", "amount": POT, "key": Key.EQUAL, **said}
    return actions.draft_plan(initiative, actor=officer, **said)


def amounts(plan):
    return [share.amount for share in plan.shares.order_by("position")]


def verbs(record):
    entries = JournalEntry.objects.of_record(record)
    return [entry.verb for entry in entries.order_by("number")]


def everything():
    plans = SharePlan.objects.order_by("pk").values_list("title", "amount", "key", "state")
    shares = Share.objects.order_by("pk").values_list("plan", "organisation", "amount")
    return list(plans), list(shares), Agreement.objects.count(), JournalEntry.objects.count()


def test_a_plan_shares_equally_among_the_towns_in_the_order_of_their_keys(
    initiative, officer, towns
):
    """T6, R-DIS-03"""
    plan = draft(initiative, officer)
    shares = list(plan.shares.order_by("position"))
    assert [share.organisation for share in shares] == towns
    assert amounts(plan) == [Money.parse("1.636,37")] * 4 + [Money.parse("1.636,36")] * 7
    assert (plan.owner, plan.state, plan.figures_on) == (initiative.owner, PlanState.DRAFT, None)
    assert verbs(plan) == ["draft_plan", "set_shares"]


def test_a_plan_by_figures_keeps_the_weights_of_their_day(initiative, officer, towns):
    """R-DIS-03"""
    for number, town in enumerate(towns, start=1):
        KeyFigureFactory(organisation=town, value=number)
        KeyFigureFactory(organisation=town, value=1, on=date(2013, 12, 31))
    plan = draft(initiative, officer, key=Key.POPULATION, amount=Money.euros(66))
    assert plan.figures_on == DAY
    assert amounts(plan) == [Money.euros(number) for number in range(1, 12)]
    assert list(plan.shares.order_by("position").values_list("weight", flat=True)) == list(
        range(1, 12)
    )
    earlier = draft(
        initiative,
        officer,
        key=Key.POPULATION,
        amount=Money.euros(66),
        figures_on=date(2013, 12, 31),
    )
    assert amounts(earlier) == [Money.euros(6)] * 11


def test_a_town_that_is_no_more_gets_no_share(initiative, officer, towns):
    towns[0].valid_to = date(2014, 12, 31)
    towns[0].save()
    assert draft(initiative, officer).shares.count() == 10


def test_weights_and_shares_by_hand_are_kept_for_the_chosen_ones(initiative, officer, towns):
    first, second = towns[:2]
    weighted = draft(
        initiative,
        officer,
        key=Key.WEIGHTS,
        organisations=[second, first],
        weights={first: 1, second: 3},
        base_amount=Money.euros(1_000),
    )
    assert amounts(weighted) == [Money.euros(13_000), Money.euros(5_000)]
    club = OrganisationFactory(kind="other", name="Verein")
    by_hand = draft(
        initiative,
        officer,
        key=Key.MANUAL,
        organisations=[first, club],
        manual={first: Money.euros(17_500), club: Money.euros(500)},
    )
    assert amounts(by_hand) == [Money.euros(17_500), Money.euros(500)]


def test_three_scenarios_of_one_pot_are_drafted_at_once(initiative, officer, towns, item):
    for town in towns:
        KeyFigureFactory(organisation=town, key=Key.WEIGHTS)
    plans = actions.draft_scenarios(
        initiative,
        actor=officer,
        amount=POT,
        item=item,
        variants=[
            Variant("Gleich", Key.EQUAL),
            Variant("Gewichte", Key.WEIGHTS, DAY),
            Variant("Mit Sockel", Key.WEIGHTS, DAY, Money.euros(500)),
        ],
    )
    assert [(plan.title, plan.item) for plan in plans] == [
        ("Gleich", item),
        ("Gewichte", item),
        ("Mit Sockel", item),
    ]
    assert [total(amounts(plan)) for plan in plans] == [POT] * 3


def test_a_draft_is_worked_out_anew_when_it_changes(initiative, officer, towns):
    plan = draft(initiative, officer)
    actions.change_plan(plan, actor=officer, title="Neu", amount=Money.euros(20_000), key=Key.EQUAL)
    plan.refresh_from_db()
    assert (plan.title, plan.amount) == ("Neu", Money.euros(20_000))
    assert amounts(plan) == [Money.parse("1.818,19")] * 2 + [Money.parse("1.818,18")] * 9
    assert verbs(plan) == ["draft_plan", "set_shares", "change_plan", "set_shares"]
    actions.change_plan(plan, actor=officer, title="Neu", amount=Money.euros(20_000), key=Key.EQUAL)
    assert len(verbs(plan)) == 4


def test_a_copy_is_a_scenario_of_its_own(initiative, officer, towns, item):
    plan = draft(initiative, officer, item=item)
    copy = actions.copy_plan(plan, actor=officer, title="Gleich, zweite Fassung")
    assert amounts(copy) == amounts(plan)
    assert (copy.pk != plan.pk, copy.item, copy.state) == (True, item, PlanState.DRAFT)
    assert verbs(copy) == ["copy_plan", "set_shares"]


def test_asking_asks_everybody_in_the_plan(initiative, officer, towns):
    """R-DIS-04"""
    plan = actions.ask_municipalities(draft(initiative, officer), actor=officer, due_on=DUE)
    assert (plan.state, plan.answers_due_on) == (PlanState.CONSULTATION, DUE)
    asked = plan.agreements.order_by("municipality__key")
    assert [(a.municipality, a.state, a.asked_on, a.due_on) for a in asked] == [
        (town, AgreementState.ASKED, officer.today, DUE) for town in towns
    ]


def consulted(initiative, states, **said):
    """A plan that somebody else has put to two towns, with their answers."""
    plan = SharePlanFactory(initiative=initiative, state=PlanState.CONSULTATION, amount=POT, **said)
    ShareFactory(plan=plan)
    for number, state in enumerate(states):
        AgreementFactory(
            plan=plan,
            municipality__name=f"Ort {number}",
            state=state,
            answered_on=None if state in ("asked", "silent") else date(2015, 10, 28),
        )
    return plan


def test_a_second_person_decides_once_all_have_spoken_or_let_the_day_pass(initiative, head, item):
    """R-DIS-02, R-DIS-04"""
    plan = consulted(initiative, ["agreed", "silent"], item=item)
    actions.decide_plan(plan, actor=head)
    plan.refresh_from_db()
    assert plan.state == PlanState.DECIDED
    assert verbs(plan) == ["decide_plan"]


def test_an_objection_or_skipped_consultation_is_decided_with_its_reason(initiative, head):
    """R-DIS-04"""
    plan = consulted(initiative, ["agreed", "objected"])
    actions.decide_plan(plan, actor=head, note="Der Schlüssel gilt seit Jahren.")
    unasked = ShareFactory(plan__initiative=initiative).plan
    actions.decide_plan(unasked, actor=head, note="Eilig.")
    assert set(SharePlan.objects.values_list("state", flat=True)) == {PlanState.DECIDED}
    assert JournalEntry.objects.of_record(plan).get().note == "Der Schlüssel gilt seit Jahren."


def test_a_plan_is_dropped(initiative, officer, towns):
    plan = actions.drop_plan(draft(initiative, officer), actor=officer, note="Überholt.")
    assert plan.state == PlanState.DROPPED


def test_who_drafted_a_plan_does_not_decide_it(initiative, district, towns, officer):
    """R-DIS-02: four eyes, also for somebody who holds both roles."""
    both = Actor(officer.person_id, officer.at, officer.roles | {(Role.HEAD, district.pk)})
    plan = draft(initiative, both)
    with pytest.raises(FourEyesNeeded):
        actions.decide_plan(plan, actor=both, note="Eilig.")
    copy = actions.copy_plan(plan, actor=both, title="Kopie")
    with pytest.raises(FourEyesNeeded):
        actions.decide_plan(copy, actor=both, note="Eilig.")


def more_than_free(initiative, officer, head, item):
    deed = movements.Deed(officer, DAY, "bound")
    movements.commit(item.pot, MunicipalityFactory(), Money.euros(1), deed)
    actions.decide_plan(consulted(initiative, ["agreed"], item=item), actor=head)


def second_plan(initiative, officer, head, item):
    ShareFactory(plan__initiative=initiative, plan__item=item, plan__state=PlanState.DECIDED)
    actions.decide_plan(consulted(initiative, ["agreed"], item=item), actor=head)


def award_only_entered(initiative, officer, head, item):
    award = AwardFactory(owner=initiative.owner, initiative=initiative, entered=True, item=False)
    item = AwardItemFactory(award=award)
    actions.decide_plan(consulted(initiative, ["agreed"], item=item), actor=head)


def strange_item(initiative, officer, head, item):
    other = AwardFactory(owner=initiative.owner)
    draft(initiative, officer, item=AwardItem.objects.get(award=other))


def change_after_asking(initiative, officer, head, item):
    plan = consulted(initiative, ["asked"])
    actions.change_plan(plan, actor=officer, title="Neu", amount=POT, key=Key.EQUAL)


def decide(*states, role=None):
    return lambda initiative, officer, head, item: actions.decide_plan(
        consulted(initiative, states), actor=officer if role == "officer" else head
    )


def ask_again(initiative, officer, head, item):
    actions.ask_municipalities(consulted(initiative, ["asked"]), actor=officer, due_on=DUE)


def drafting(**said):
    return lambda initiative, officer, head, item: draft(initiative, officer, **said)


REFUSALS = {
    "more than is free": (
        more_than_free,
        errors.MoreThanFree,
        "Auf „Ehrenamt“ sind noch 17.999,00 € frei, verteilt werden sollen 18.000,00 €.",
    ),
    "a second plan": (
        second_plan,
        errors.PromisedBefore,
        "Davon sind 1.000,00 € in beschlossenen Verteilungen zugesagt",
    ),
    "an award not checked": (award_only_entered, AwardNotBooked, ""),
    "an item of another initiative": (strange_item, errors.ItemOfAnotherInitiative, "gehört zum"),
    "answers outstanding": (
        decide("agreed", "asked"),
        errors.AnswersOutstanding,
        "Noch keine Antwort von Ort 1. Warten Sie ab, oder vermerken Sie nach dem 30.10.2015,",
    ),
    "an objection without reason": (
        decide("agreed", "objected"),
        errors.ObjectionsUnexplained,
        "Einwände haben: Ort 1.",
    ),
    "nobody asked": (decide(), errors.NobodyWasAsked, "nicht gefragt worden"),
    "the officer decides": (decide("agreed", role="officer"), NotAllowed, ""),
    "asked twice": (ask_again, WrongState, ""),
    "changed after asking": (change_after_asking, errors.PlanFixed, "Kopieren Sie sie"),
    "nothing": (drafting(amount=Money(0)), errors.NothingToShare, "0,00 €"),
    "no figures": (
        drafting(key=Key.RECIPIENTS),
        errors.NoFigures,
        "Es gibt noch keine Schlüsselzahlen „Leistungsberechtigte (AsylbLG)“ für Ascheberg, ",
    ),
    "no weights": (drafting(key=Key.WEIGHTS), errors.NoFigures, "„Gewichte“"),
    "by hand, nothing given": (drafting(key=Key.MANUAL), errors.SharesTooSmall, "18.000,00 €"),
    "nobody": (drafting(organisations=[]), errors.NobodyToShareWith, "Kreis Musterland"),
}


@pytest.mark.parametrize(("deed", "refusal", "said"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_why_and_changes_nothing(
    initiative, officer, head, item, towns, deed, refusal, said
):
    """R-DIS-02, R-DIS-03, R-DIS-04"""
    before = everything()
    with pytest.raises(refusal) as caught, transaction.atomic():
        deed(initiative, officer, head, item)
    assert said in str(caught.value).replace("\u00a0", " ")
    assert everything() == before


def test_a_missing_figure_or_weight_is_named_with_its_town(initiative, officer, towns):
    for town in towns[:-2]:
        KeyFigureFactory(organisation=town)
    with pytest.raises(errors.FigureMissing, match=r"Zum 31\.12\.2014 fehlt .* Rosendahl und Sen"):
        draft(initiative, officer, key=Key.POPULATION)
    with pytest.raises(errors.WeightMissing, match="Gewicht von Senden"):
        draft(initiative, officer, key=Key.WEIGHTS, weights=dict.fromkeys(towns[:-1], 1))
    with pytest.raises(errors.ShareBelowZero):
        draft(initiative, officer, key=Key.WEIGHTS, weights=dict.fromkeys(towns, -1))


def test_a_town_of_another_district_gets_no_share(initiative, officer, towns):
    stranger = MunicipalityFactory(name="Bocholt")
    with pytest.raises(errors.TownOfAnotherDistrict, match="Nicht zu „Kreis Musterland“ gehören"):
        draft(initiative, officer, organisations=[*towns, stranger])


def test_towns_are_not_asked_with_a_day_that_has_passed(initiative, officer, towns):
    plan = draft(initiative, officer)
    with pytest.raises(errors.DueInThePast, match=r"01\.11\.2015 ist schon vorbei"):
        actions.ask_municipalities(plan, actor=officer, due_on=date(2015, 11, 1))


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.STEERING, Role.MUNICIPAL_CLERK])
def test_only_whoever_works_with_grants_drafts(acting, initiative, towns, role):
    with pytest.raises(NotAllowed):
        draft(initiative, acting(role, at=initiative.owner))
    assert SharePlan.objects.count() == 0


def test_plans_and_shares_of_another_district_stay_out_of_sight(officer):
    """R-DP-10"""
    ShareFactory()
    assert not SharePlan.objects.visible_to(officer)
    assert not Share.objects.visible_to(officer)
