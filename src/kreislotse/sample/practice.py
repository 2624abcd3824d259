"""An invented pot of 18.000 €, so that the demonstration shows every stage of money.

Nothing of it is true of the district: the initiative, the authority and the associations say so in
their names. It goes through the same actions that people use.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kreislotse.access.models import Account
from kreislotse.access.policy import BERLIN, Actor, Role
from kreislotse.awards import actions as awards
from kreislotse.awards.models import Award, AwardItem
from kreislotse.awards.states import RecipientKind
from kreislotse.awards.usual import NewCondition, NewItem
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Fields, Sheet
from kreislotse.forwarding import actions as forwarding
from kreislotse.forwarding.actions.plans import Variant
from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.states import CheckKind, Key, Verdict
from kreislotse.funding.models import Purpose
from kreislotse.funding.states import Financing
from kreislotse.initiatives.actions import plan_initiative
from kreislotse.initiatives.models import Initiative
from kreislotse.initiatives.states import InitiativeKind
from kreislotse.kernel.money import ZERO, Money
from kreislotse.organisations.actions import register_organisation
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.proofs import actions as proofs
from kreislotse.sample.accounts import PEOPLE

NUMBER = 90
SILENT = "Olfen"
TOWN = "Nottuln"
_SIMPLE = time(9, 0)
_IBAN = "DE02120300000000202051"  # the example of a bank, of nobody's account


@dataclass(frozen=True)
class Office:
    """The invented people of the demonstration, each able to act on any day."""

    district: Organisation

    def officer(self, day: date) -> Actor:
        return self._on(day, Role.GRANTS_OFFICER, self.district)

    def head(self, day: date) -> Actor:
        return self._on(day, Role.HEAD, self.district)

    def clerk(self, day: date, town: Organisation) -> Actor:
        return self._on(day, Role.MUNICIPAL_CLERK, town)

    def _on(self, day: date, role: Role, place: Organisation) -> Actor:
        email = next(person.email for person in PEOPLE if person.role == role)
        account = Account.objects.get(email=email)
        moment = datetime.combine(day, _SIMPLE, tzinfo=BERLIN)
        return Actor(account.pk, moment, frozenset({(role, place.pk)}))


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
    _pass_on(office, courses, parties, system)
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
    events = forwarding.draft_plan(
        initiative,
        actor=office.officer(date(2015, 11, 5)),
        title="Veranstaltungen zu gleichen Teilen",
        amount=Money.euros(2_200),
        key=Key.EQUAL,
        item=parties,
    )
    forwarding.ask_municipalities(
        events, actor=office.officer(date(2015, 11, 5)), due_on=date(2015, 11, 20)
    )


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
        file_content=_invoice("Faltblatt, 2.000 Stück", Money.euros(760), date(2015, 10, 26)),
    )


def _pass_on(office: Office, courses: AwardItem, parties: AwardItem, system: Actor) -> None:
    """A forwarding in each stage that asks somebody to do something."""
    town = Organisation.objects.get(name=TOWN, part_of=office.district)
    share = courses.share_plans.get(state="decided").shares.get(organisation=town)
    course = _asked(
        office, courses, town, "Sprachkurs im Bürgerhaus", share.amount, "course", share=share
    )
    _paid(office, course)
    call = forwarding.draft_funding_call(
        parties,
        actor=office.officer(date(2015, 10, 8)),
        title="Begegnung im Advent (Übung)",
        text="Kleine Feste, Ausflüge und Treffen von Einheimischen und Zugewanderten.",
        closes_on=date(2015, 11, 30),
    )
    call = forwarding.open_funding_call(call, actor=office.officer(date(2015, 10, 8)))
    club, parish, choir = _associations(office, system)
    feast = _asked(office, parties, club, "Spielefest", Money.euros(450), "feast", call=call)
    _prove(office, _paid(office, feast))
    trip = _asked(office, parties, parish, "Ausflug", Money.euros(1_200), "trip", call=call)
    _checked(office, trip)
    _asked(office, parties, choir, "Offenes Singen", Money.euros(380), "choir", call=call)


def _associations(office: Office, system: Actor) -> Iterable[Organisation]:
    names = (
        (OrganisationKind.CLUB, "Sportverein Musterdorf (erfunden)", "m"),
        (OrganisationKind.CHURCH, "Kirchengemeinde Musterdorf (erfunden)", "f"),
        (OrganisationKind.CLUB, "Singkreis Musterdorf (erfunden)", "m"),
    )
    return [
        register_organisation(
            actor=system,
            kind=kind,
            name=name,
            gender=gender,
            part_of=office.district,
            source="erfunden",
        )
        for kind, name, gender in names
    ]


def _asked(
    office: Office,
    item: AwardItem,
    recipient: Organisation,
    title: str,
    requested: Money,
    key: str,
    **where: Any,
) -> Forwarding:
    day = date(2015, 10, 22)
    return forwarding.apply_for_funds(
        item,
        actor=office.officer(day),
        recipient=recipient,
        title=title,
        description="Einheimische und Zugewanderte kommen zusammen (erfunden).",
        period_from=date(2015, 10, 24),
        period_to=date(2015, 12, 20),
        requested=requested,
        own_funds=ZERO,
        other_funds=ZERO,
        contact_email="verein@beispiel.example",
        iban=_IBAN,
        account_holder="Übungskonto",
        request_key=f"practice-{key}",
        **where,
    )


def _checked(office: Office, asked: Forwarding) -> Forwarding:
    return forwarding.record_check(
        asked,
        actor=office.officer(date(2015, 10, 23)),
        recipient=asked.recipient,
        verdicts=dict.fromkeys(CheckKind, (Verdict.FITS, "")),
    )


def _paid(office: Office, asked: Forwarding) -> Forwarding:
    checked = _checked(office, asked)
    approved = forwarding.approve_forwarding(
        checked,
        actor=office.head(date(2015, 10, 23)),
        approved=checked.requested,
        not_biased=True,
    )
    sent = forwarding.send_contract(
        approved, actor=office.officer(date(2015, 10, 23)), dated=date(2015, 10, 23)
    )
    signed = forwarding.record_contract_signed(
        sent, actor=office.officer(date(2015, 10, 27)), signed_on=date(2015, 10, 27)
    )
    return forwarding.record_payment(
        signed, actor=office.officer(date(2015, 10, 28)), paid_on=date(2015, 10, 28)
    )


def _prove(office: Office, paid: Forwarding) -> None:
    """Two receipts have come by post; the officer's colleague still has to check them."""
    officer = office.officer(date(2015, 11, 11))
    sub_proof = forwarding.begin_sub_proof(paid, actor=officer)
    for subject, euros in (("Getränke und Kuchen", 210), ("Miete der Spielgeräte", 240)):
        forwarding.add_receipt_to_sub_proof(
            sub_proof,
            actor=officer,
            payee="Handel Musterweg (erfunden)",
            subject=subject,
            dated=date(2015, 11, 7),
            paid_on=date(2015, 11, 7),
            amount=Money.euros(euros),
            request_key=f"practice-{euros}",
            file_name="beleg.pdf",
            file_content=_invoice(subject, Money.euros(euros), date(2015, 11, 7)),
        )
    sub_proof = forwarding.describe_sub_proof(
        sub_proof,
        actor=officer,
        report="Es kamen sechzig Leute, die Hälfte erst kurz im Ort. Gespielt wurde bis abends.",
        people_reached=60,
        confirmed=True,
    )
    forwarding.submit_sub_proof(sub_proof, actor=officer)


def _invoice(subject: str, amount: Money, dated: date) -> bytes:
    """A receipt that can be opened: invented, and saying so."""
    sheet = Sheet(
        title="Rechnung (erfunden)",
        kind="Beleg zum Ausprobieren",
        sender="Musterweg 1, Musterdorf",
        dated=dated,
        blocks=(Fields("Leistung", (("Gegenstand", subject), ("Betrag", amount))),),
    )
    return render_pdf(sheet)
