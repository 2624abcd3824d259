"""The invented pot: its notice, how it is shared out, drawn and spent."""

from datetime import date

from kreislotse.access.policy import Actor
from kreislotse.awards import actions as awards
from kreislotse.awards.models import Award, AwardItem
from kreislotse.awards.states import RecipientKind
from kreislotse.awards.usual import NewCondition, NewItem
from kreislotse.forwarding import actions as forwarding
from kreislotse.forwarding.actions.plans import Variant
from kreislotse.forwarding.states import Key
from kreislotse.funding.models import Purpose
from kreislotse.funding.states import Financing
from kreislotse.initiatives.actions import plan_initiative
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import InitiativeKind
from kreislotse.kernel.money import Money
from kreislotse.organisations.actions import register_organisation
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.proofs import actions as proofs
from kreislotse.sample.practice.office import Office, invoice
from kreislotse.sample.practice.passing_on import pass_on

NUMBER = 90
SILENT = "Olfen"


def practise(district: Organisation, *, system: Actor) -> Award:
    """The pot with its notice, shares, forwardings, draw-downs, receipts and the proof begun."""
    office = Office(district)
    initiative = plan_initiative(
        actor=system,
        owner=district,
        number=NUMBER,
        kind=InitiativeKind.PROJECT,
        title="Übung: Ehrenamt vor Ort (erfunden)",
        purpose="Zum Ausprobieren: ein erfundener Topf, an dem sich jeder Schritt zeigen lässt.",
    )
    award = _notice(office, initiative, system)
    courses, leaflets, parties = award.items.order_by("position")
    _share_out(office, initiative, courses, parties)
    _draw(office, award, courses, leaflets)
    _spend(office, award, leaflets)
    pass_on(office, courses, parties, system)
    duty = award.proof_duties.get(final=True)
    proofs.begin_proof(duty, actor=office.officer(date(2015, 11, 10)))
    return award


def _notice(office: Office, initiative: Initiative, system: Actor) -> Award:
    authority = register_organisation(
        actor=system,
        kind=OrganisationKind.GRANTING_AUTHORITY,
        name="Übungsbehörde (erfunden)",
        gender="f",
        source="erfunden",
    )
    award = awards.enter_award(
        initiative,
        actor=office.officer(date(2015, 9, 3)),
        title="Ehrenamt vor Ort – Übung",
        items=_items(),
        dated=date(2015, 9, 1),
        posted_on=date(2015, 9, 2),
        period_from=date(2015, 9, 1),
        period_to=date(2015, 12, 31),
        financing=Financing.FIXED_AMOUNT,
        authority=authority,
        reference="Übung-18",
        forwarding_allowed=True,
        allowed_recipients=[
            RecipientKind.MUNICIPALITY,
            RecipientKind.CLUB,
            RecipientKind.CHURCH,
        ],
        conditions=_conditions(),
        light_form_up_to=Money.euros(500),
        cap_per_project=Money.euros(2_000),
        tolerance_percent=20,
    )
    award = awards.confirm_award(award, actor=office.head(date(2015, 9, 4)))
    award = awards.record_finality(award, actor=office.officer(date(2015, 10, 6)))
    return awards.begin_measure(
        award, actor=office.officer(date(2015, 10, 6)), begun_on=date(2015, 9, 15)
    )


def _items() -> list[NewItem]:
    def purpose(code: str) -> Purpose:
        return Purpose.objects.get(code=code)

    together, apart = "2.1 + 2.2", "2.3"
    return [
        NewItem("Sprachkurse", Money.euros(9_000), "2.1", purpose("language-course"), together),
        NewItem(
            "Informationsmaterial",
            Money.euros(3_000),
            "2.2",
            purpose("information-material"),
            together,
        ),
        NewItem("Veranstaltungen", Money.euros(6_000), "2.3", purpose("information-event"), apart),
    ]


def _conditions() -> list[NewCondition]:
    return [
        NewCondition("Die Mittel sind bis zum 31.12.2015 zu verwenden.", "Übungsbescheid, Nr. 1"),
        NewCondition("Auf die Förderung ist öffentlich hinzuweisen.", "Übungsbescheid, Nr. 2"),
        NewCondition("Die Stellenpläne sind vorzulegen.", "Übungsbescheid, Nr. 3", passed_on=False),
    ]


def _share_out(
    office: Office, initiative: Initiative, courses: AwardItem, parties: AwardItem
) -> None:
    """The courses are shared out and agreed; about the events the towns are being asked."""
    asked_on = date(2015, 10, 7)
    equal, base = forwarding.draft_scenarios(
        initiative,
        actor=office.officer(asked_on),
        amount=courses.amount,
        item=courses,
        variants=_variants(),
    )
    equal = forwarding.ask_municipalities(
        equal, actor=office.officer(asked_on), due_on=date(2015, 10, 20)
    )
    for agreement in equal.agreements.select_related("municipality"):
        if agreement.municipality.name != SILENT:
            forwarding.agree_to_share(
                agreement, actor=office.officer(date(2015, 10, 16)), answered_on=date(2015, 10, 16)
            )
    forwarding.note_silences(equal, actor=office.officer(date(2015, 10, 21)))
    forwarding.decide_plan(equal, actor=office.head(date(2015, 10, 21)))
    forwarding.drop_plan(base, actor=office.officer(date(2015, 10, 21)))
    asked_again = date(2015, 11, 5)
    events, *_others = forwarding.draft_scenarios(
        initiative,
        actor=office.officer(asked_again),
        amount=Money.euros(4_000),
        item=parties,
        variants=_event_variants(),
    )
    forwarding.ask_municipalities(
        events, actor=office.officer(asked_again), due_on=date(2015, 11, 20)
    )


def _event_variants() -> list[Variant]:
    key_of = date(2018, 12, 31)  # the only key of the district on file; its year does not matter
    return [
        Variant("Veranstaltungen zu gleichen Teilen", Key.EQUAL),
        Variant("Veranstaltungen nach dem Schlüssel von 2018", Key.WEIGHTS, figures_on=key_of),
        Variant(
            "Veranstaltungen: 100 € Sockel, Rest nach dem Schlüssel",
            Key.WEIGHTS,
            figures_on=key_of,
            base_amount=Money.euros(100),
        ),
    ]


def _variants() -> list[Variant]:
    return [
        Variant(title="Sprachkurse zu gleichen Teilen", key=Key.EQUAL),
        Variant(
            title="Sprachkurse: 400 € Sockel, Rest gleich",
            key=Key.EQUAL,
            base_amount=Money.euros(400),
        ),
    ]


def _draw(office: Office, award: Award, courses: AwardItem, leaflets: AwardItem) -> None:
    draft = awards.draft_draw_down(
        award,
        actor=office.officer(date(2015, 10, 7)),
        group="2.1 + 2.2",
        lines={courses: Money.euros(3_000), leaflets: Money.euros(800)},
        expected_use_on=date(2015, 11, 30),
        needed_for="Anteile der Städte und Gemeinden, Druck des Faltblatts",
    )
    asked = awards.request_draw_down(
        draft, actor=office.head(date(2015, 10, 8)), requested_on=date(2015, 10, 8)
    )
    awards.record_draw_down_received(
        asked, actor=office.officer(date(2015, 10, 15)), received_on=date(2015, 10, 15)
    )
    awards.draft_draw_down(
        award,
        actor=office.officer(date(2015, 11, 9)),
        group="2.3",
        lines={award.items.get(number="2.3"): Money.euros(1_000)},
        expected_use_on=date(2015, 12, 15),
        needed_for="Zugesagte Veranstaltungen im Advent",
    )


def _spend(office: Office, award: Award, leaflets: AwardItem) -> None:
    awards.enter_receipt(
        award,
        actor=office.officer(date(2015, 10, 30)),
        item=leaflets,
        payer=office.district,
        payee="Druckerei Musterweg (erfunden)",
        subject="Faltblatt, 2.000 Stück",
        invoice_number="2015-114",
        dated=date(2015, 10, 26),
        paid_on=date(2015, 10, 29),
        amount=Money.euros(760),
        request_key="practice-leaflet",
        file_name="rechnung-faltblatt.pdf",
        file_content=invoice("Faltblatt, 2.000 Stück", Money.euros(760), date(2015, 10, 26)),
    )
