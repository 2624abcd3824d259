"""Pages of sharing out: scenarios side by side, asking, deciding, key figures, remainders."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from kreislotse.access.policy import Role
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding import actions
from kreislotse.forwarding.models import Forwarding, KeyFigure, SharePlan
from kreislotse.forwarding.states import AgreementState, Key, PlanState
from kreislotse.kernel.money import Money
from kreislotse.web.forwarding.plan_picture import picture
from tests.factories.awards import AwardFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.sharing import (
    AgreementFactory,
    KeyFigureFactory,
    ShareFactory,
    SharePlanFactory,
    eleven_towns,
)


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def towns(district):
    return eleven_towns(district)


@pytest.fixture
def item(district, towns):
    initiative = InitiativeFactory(owner=district, title="Ehrenamt in der Flüchtlingshilfe")
    award = AwardFactory(owner=district, initiative=initiative, title="Bescheid Ehrenamt")
    found = award.items.get()
    found.title = "Sprachkurse"
    found.save()
    return found


@pytest.fixture
def key_of_2018(acting, district, towns):
    actions.load_key_figures(actor=acting(Role.ADMINISTRATOR, at=district))


@pytest.fixture
def person(acting, district):
    return acting(Role.GRANTS_OFFICER, at=district)


@pytest.fixture
def officer(client_of, person):
    return client_of(person)


@pytest.fixture
def head(acting, client_of, district):
    return client_of(acting(Role.HEAD, at=district))


def page(client, route, *args, **query):
    response = client.get(reverse(f"forwarding:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    response = client.post(reverse(f"forwarding:{route}", args=args), {"sent": "1", **values})
    return response, response.content.decode().replace("\u00a0", " ")


def amounts(plan):
    return [str(share.amount)[:-2] for share in plan.shares.order_by("position")]


def test_from_a_pot_to_three_scenarios_side_by_side_in_one_form(officer, item, key_of_2018):
    """T6, T8, R-DIS-03: the amount is what is free, all keys on file are ticked."""
    response, text = page(officer, "scenarios_new", item=item.pk)
    form = response.context["form"]
    assert form["variants"].value() == ["equal|", "weights|2018-12-31"]
    assert "Bescheid Ehrenamt: Sprachkurse" in text
    response, _ = send(
        officer,
        "scenarios_new",
        item=item.pk,
        variants=["equal|", "weights|2018-12-31"],
        base_amount="500",
    )
    plans = list(SharePlan.objects.order_by("pk"))
    assert response.url == reverse("forwarding:plan_compare", args=[plans[0].pk])
    assert [plan.title for plan in plans] == [
        "Zu gleichen Teilen",
        "Nach eigenen Gewichten (31.12.2018)",
        "Nach eigenen Gewichten (31.12.2018), Sockel 500,00\u00a0€",
    ]
    assert {plan.amount for plan in plans} == {Money.euros(18_000)}
    _, text = page(officer, "plan_compare", plans[0].pk)
    assert "gewinnt Dülmen am meisten (+2.022,90 €), Nordkirchen verliert am meisten" in text
    assert "3.659,27 €" in text
    assert text.count("18.000,00 €") == 3


def test_the_comparison_measures_by_the_plan_it_was_opened_from(officer, item, person, towns):
    equal, other = actions.draft_scenarios(
        item.award.initiative,
        actor=person,
        amount=Money.euros(1_100),
        item=item,
        variants=[actions.plans.Variant("Gleich", Key.EQUAL)] * 2,
    )
    SharePlanFactory(initiative=item.award.initiative, item=item, state=PlanState.DROPPED)
    SharePlanFactory(initiative=item.award.initiative)
    response, text = page(officer, "plan_compare", other.pk)
    assert [head["plan"] for head in response.context["plans"]] == [other, equal]
    assert "Alle erhalten so viel wie nach Vorschlag 1." in text


def test_one_town_may_only_gain_or_only_lose(officer, item):
    """A pot that grew, and one that shrank."""
    first = ShareFactory(plan__initiative=item.award.initiative, amount=Money.euros(10))
    plan = SharePlanFactory(initiative=item.award.initiative)
    ShareFactory(plan=plan, organisation=first.organisation, amount=Money.euros(12))
    town = first.organisation
    said = page(officer, "plan_compare", first.plan_id)[1]
    assert f"Gegenüber Vorschlag 1 gewinnt {town} am meisten (+2,00 €)." in said
    said = page(officer, "plan_compare", plan.pk)[1]
    assert f"Gegenüber Vorschlag 1 verliert {town} am meisten (−2,00 €)." in said


def test_a_plan_alone_says_how_to_get_another(officer, item, towns):
    plan = ShareFactory(plan__initiative=item.award.initiative).plan
    _, text = page(officer, "plan_compare", plan.pk)
    assert "Es gibt erst einen Vorschlag." in text
    assert reverse("forwarding:plan_copy", args=[plan.pk]) in text


def test_the_plan_shows_shares_sum_rounding_and_what_is_free(officer, item, person, towns):
    """T6, R-DIS-02, R-DIS-03"""
    plan = actions.draft_plan(
        item.award.initiative,
        actor=person,
        title="Gleich",
        amount=Money.euros(20_000),
        key=Key.EQUAL,
        item=item,
    )
    _, text = page(officer, "plan", plan.pk)
    assert "2 von 11 Anteilen sind um einen Cent aufgerundet" in text
    assert "1.818,19 €" in text
    assert "Der Vorschlag verteilt 2.000,00 € mehr, als auf der Position frei ist." in text
    assert "Noch ist niemand gefragt." in text
    assert "<rect" not in text


def test_unequal_shares_are_drawn_beside_each_other(officer, person, item, towns):
    """Bars of equal length would say nothing; unequal ones do."""
    equal = actions.draft_plan(
        item.award.initiative,
        actor=person,
        title="Gleich",
        amount=Money.euros(20_000),
        key=Key.EQUAL,
        item=item,
    )
    shares = list(equal.shares.all())
    assert picture(shares, None) is None
    shares[0].amount += Money.euros(10)
    drawn = picture(shares, None)
    assert drawn is not None
    assert (len(drawn.bars), drawn.bars[0].key_width) == (11, "100.00%")


def test_weights_and_shares_by_hand_are_typed_in_the_same_form(officer, item, towns):
    """R-DIS-03"""
    first, second = towns[:2]
    common = {"initiative": item.award.initiative_id, "amount": "1.000", "title": ""}
    chosen = {"organisations": [first.pk, second.pk]}
    response, _ = send(
        officer,
        "plan_new",
        key="weights",
        **common,
        **chosen,
        **{f"town_{first.pk}": "1.000", f"town_{second.pk}": "3.000"},
    )
    assert response.status_code == 302
    by_weight = SharePlan.objects.get()
    assert (by_weight.title, amounts(by_weight)) == (
        "Nach eigenen Gewichten",
        ["250,00", "750,00"],
    )
    by_hand = {f"town_{town.pk}": "0" for town in towns}
    by_hand |= {f"town_{first.pk}": "999,99", f"town_{second.pk}": "0,01"}
    send(officer, "plan_new", key="manual", **common, **by_hand)
    assert amounts(SharePlan.objects.latest("pk"))[:3] == ["999,99", "0,01", "0,00"]


def test_nothing_typed_is_lost_when_the_shares_do_not_add_up(officer, item, towns):
    """R-DIS-03"""
    field = f"town_{towns[0].pk}"
    response, text = send(
        officer,
        "plan_new",
        initiative=item.award.initiative_id,
        amount="1.000",
        key="manual",
        **{field: "900,50"},
    )
    assert response.status_code == 422
    assert "zu verteilen sind 1.000,00 €: Es fehlen 99,50 €." in text
    assert 'value="900,50"' in text
    assert "<details open>" in text
    response, text = send(
        officer,
        "plan_new",
        initiative=item.award.initiative_id,
        amount="1.000",
        key="weights",
        **{field: "viel"},
    )
    assert "Schreiben Sie eine ganze Zahl, zum Beispiel 12.345." in text
    assert SharePlan.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "5"}, "Wählen Sie ein Vorhaben oder eine Position."),
        ({"initiative": True}, "Geben Sie an, welcher Betrag zu verteilen ist."),
        ({"initiative": True, "amount": "viel"}, "ist kein Betrag in Euro"),
    ],
)
def test_what_is_missing_is_asked_for(officer, item, typed, said):
    if "initiative" in typed:
        typed["initiative"] = item.award.initiative_id
    response, text = send(officer, "plan_new", key="equal", **typed)
    assert response.status_code == 422
    assert said in text


def test_a_plan_is_changed_with_what_stood_there(officer, item, person, towns):
    """The towns' fields show the shares by hand that stand now."""
    first, second = towns[:2]
    plan = actions.draft_plan(
        item.award.initiative,
        actor=person,
        title="Von Hand",
        amount=Money.euros(100),
        key=Key.MANUAL,
        organisations=[first, second],
        manual={first: Money.euros(60), second: Money.euros(40)},
    )
    response, text = page(officer, "plan_change", plan.pk)
    assert 'value="60,00"' in text
    form = response.context["form"]
    said = {name: form[name].value() for name in ("initiative", "title", "key", "organisations")}
    said |= {f"town_{first.pk}": "70", f"town_{second.pk}": "30"}
    response, _ = send(officer, "plan_change", plan.pk, amount="100", **said)
    assert response.url == reverse("forwarding:plan", args=[plan.pk])
    assert amounts(plan) == ["70,00", "30,00"]


def test_own_weights_stand_in_the_form_again(officer, item, person, towns):
    plan = actions.draft_plan(
        item.award.initiative,
        actor=person,
        title="Gewichte",
        amount=Money.euros(100),
        key=Key.WEIGHTS,
        weights=dict.fromkeys(towns, 7),
    )
    _, text = page(officer, "plan_change", plan.pk)
    assert [text.count(f'id="id_town_{town.pk}"') for town in towns] == [1] * 11
    assert text.count('value="7"') >= 11
    assert "checked" not in text.split("Nur für einzelne")[1]


def test_a_copy_leads_on_to_its_change(officer, item, towns):
    plan = ShareFactory(plan__initiative=item.award.initiative).plan
    response, _ = send(officer, "plan_copy", plan.pk, title="Zweite Fassung")
    copy = SharePlan.objects.get(title="Zweite Fassung")
    assert response.url == reverse("forwarding:plan_change", args=[copy.pk])


def test_asking_noting_silence_and_deciding_by_click(
    acting, client_of, district, item, person, towns
):
    """R-DIS-04: nine agree, two stay silent, a second person decides."""
    officer, today = client_of(person), localdate()
    plan = actions.draft_plan(
        item.award.initiative,
        actor=person,
        title="Gleich",
        amount=Money.euros(18_000),
        key=Key.EQUAL,
        item=item,
    )
    send(officer, "plan_ask", plan.pk, due_on=f"{today:%d.%m.%Y}")
    _, text = page(officer, "plan", plan.pk)
    assert "11 noch offen" in text
    assert "Fehlende Antworten vermerken" not in text
    asked = plan.agreements.order_by("municipality__key")
    for agreement in asked[:9]:
        send(officer, "agreement_agree", agreement.pk, answered_on=f"{today:%d.%m.%Y}")
    plan.agreements.update(due_on=today - timedelta(days=1))
    _, text = page(officer, "plan", plan.pk)
    assert "Fehlende Antworten vermerken" in text
    head = acting(Role.HEAD, at=district)
    response, text = send(client_of(head), "plan_decide", plan.pk)
    assert response.status_code == 422
    assert "Noch keine Antwort von Rosendahl und Senden." in text
    send(client_of(person), "plan_silences", plan.pk)
    _, text = page(client_of(head), "plan", plan.pk)
    assert "9 einverstanden, 2 ohne Antwort" in text
    send(client_of(head), "plan_decide", plan.pk)
    plan.refresh_from_db()
    assert plan.state == PlanState.DECIDED


def test_a_plan_is_dropped_by_click(officer, item):
    plan = SharePlanFactory(initiative=item.award.initiative)
    send(officer, "plan_drop", plan.pk, note="Überholt.")
    _, text = page(officer, "plan", plan.pk)
    assert "verworfen" in text


@pytest.mark.parametrize(
    ("role", "route", "status"),
    [
        (Role.AUDITOR, "plan", 200),
        (Role.AUDITOR, "plan_compare", 200),
        (Role.AUDITOR, "plan_ask", 403),
        (Role.AUDITOR, "plan_change", 403),
        (Role.GRANTS_OFFICER, "plan_decide", 403),
        (Role.MUNICIPAL_CLERK, "plan", 404),
        (Role.ADMINISTRATOR, "plan", 404),
    ],
)
def test_a_plan_opens_to_whom_it_concerns(acting, client_of, item, role, route, status):
    """R-DP-10"""
    plan = ShareFactory(plan__initiative=item.award.initiative).plan
    client = client_of(acting(role, at=item.award.owner))
    assert page(client, route, plan.pk)[0].status_code == status


def test_a_plan_of_another_district_stays_out_of_sight(officer):
    """R-DP-10"""
    plan = ShareFactory().plan
    for route in ("plan", "plan_compare", "plan_change", "plan_copy", "plan_drop"):
        assert page(officer, route, plan.pk)[0].status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_many_plans(officer, item):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert page(officer, "plans")[0].status_code == 200
        return len(asked)

    for _ in range(2):
        AgreementFactory(plan__initiative=item.award.initiative, plan__item=item)
    few = questions()
    for _ in range(20):
        AgreementFactory(plan__initiative=item.award.initiative, plan__item=item)
    assert questions() == few


def test_the_list_tells_each_plan_with_key_and_agreement(officer, item):
    AgreementFactory(
        plan__initiative=item.award.initiative,
        plan__title="Gleich",
        plan__base_amount=Money.euros(5),
        state=AgreementState.SILENT,
    )
    _, text = page(officer, "plans")
    assert "5,00 € vorab für jede Stadt oder Gemeinde, der Rest zu gleichen Teilen" in text
    assert "1 ohne Antwort" in text


def test_key_figures_of_all_towns_are_entered_at_once(officer, towns):
    """R-DIS-03"""
    values = {f"town_{town.pk}": "1.500" for town in towns[1:]}
    said = {"key": "population", "on": "31.12.2014", "source": "IT.NRW"}
    response, _ = send(officer, "key_figure_new", **said, **values)
    assert response.status_code == 302
    assert KeyFigure.objects.filter(value=1_500, source="IT.NRW").count() == 10
    _, text = page(officer, "key_figures")
    assert "Für „Einwohner“ fehlen zum 31.12.2014 noch Zahlen von Ascheberg." in text
    assert "Für „Zuweisungen“ ist noch von keiner Stadt oder Gemeinde eine Zahl da." in text
    _, text = page(officer, "key_figure_new", key="population")
    assert text.count('value="1500"') == 10


def test_a_key_figure_wants_a_whole_number(officer, towns):
    said = {"key": "population", "on": "31.12.2014", "source": "IT.NRW"}
    response, text = send(officer, "key_figure_new", **said, **{f"town_{towns[0].pk}": "1,5"})
    assert response.status_code == 422
    assert "Schreiben Sie eine ganze Zahl" in text
    assert 'value="1,5"' in text
    response, text = send(officer, "key_figure_new", **said)
    assert "mindestens einer Stadt oder Gemeinde" in text


def test_the_administrator_keeps_key_figures_and_a_head_reads_them(acting, client_of, district):
    KeyFigureFactory(value=20_000)
    keeper = client_of(acting(Role.ADMINISTRATOR, at=district))
    assert page(keeper, "key_figure_new")[0].status_code == 200
    head = client_of(acting(Role.HEAD, at=district))
    assert page(head, "key_figure_new")[0].status_code == 403
    assert "20.000" in page(head, "key_figures")[1]


def test_a_remainder_is_shown_and_becomes_a_plan(officer, item, towns):
    """R-DIS-09"""
    Forwarding.objects.create(
        owner=item.award.owner,
        item=item,
        recipient=towns[0],
        recipient_kind=RecipientKind.MUNICIPALITY,
        applicant_name="Ascheberg",
        title="Begegnungscafé",
        description="Treffen",
        period_from=date(2015, 3, 1),
        period_to=date(2015, 12, 1),
        applied_on=date(2015, 3, 1),
        requested=Money.euros(400),
        request_key="1",
    )
    _, text = page(officer, "residuals")
    assert "Kein Bescheid, der bald endet, hat einen Rest." in text
    item.award.period_to = localdate() + timedelta(days=20)
    item.award.save()
    _, text = page(officer, "residuals")
    assert "Sprachkurse" in text
    assert "18.000,00 €" in text
    _, text = page(officer, "residual", item.pk)
    assert "Begegnungscafé" in text
    assert "17.600,00 € bleiben auch danach übrig." in text
    response, _ = send(officer, "residual_plan", item.pk, title="Rest")
    assert response.url == reverse("forwarding:plan", args=[SharePlan.objects.get().pk])


def test_a_remainder_without_applications_says_what_to_do(head, item):
    """R-DIS-09"""
    _, text = page(head, "residual", item.pk)
    assert "Es gibt keinen offenen Antrag zu dieser Position." in text
    assert page(head, "residual_plan", item.pk)[0].status_code == 403
