"""A forwarding of the invented pot in each stage that asks somebody to do something."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kreislotse.access.policy import Actor
from kreislotse.awards.models import AwardItem
from kreislotse.forwarding import actions as forwarding
from kreislotse.forwarding.models import Forwarding, SubProof
from kreislotse.forwarding.states import CheckKind, Verdict
from kreislotse.kernel.money import ZERO, Money
from kreislotse.organisations.actions import register_organisation
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.sample.practice.office import Office, invoice

TOWN = "Nottuln"
_IBAN = "DE02120300000000202051"  # the example of a bank, of nobody's account


def pass_on(office: Office, courses: AwardItem, parties: AwardItem, system: Actor) -> None:
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
    club, parish, choir, women = _associations(office, system)
    feast = _asked(office, parties, club, "Spielefest", Money.euros(450), "feast", call=call)
    _prove(office, _paid(office, feast), "feast", Money.euros(210))
    supper = _asked(office, parties, women, "Kochabend", Money.euros(300), "supper", call=call)
    _accept(office, _prove(office, _paid(office, supper), "supper", Money.euros(120)))
    trip = _asked(office, parties, parish, "Ausflug", Money.euros(1_200), "trip", call=call)
    _checked(office, trip)
    _asked(office, parties, choir, "Offenes Singen", Money.euros(380), "choir", call=call)


def _associations(office: Office, system: Actor) -> Iterable[Organisation]:
    names = (
        (OrganisationKind.CLUB, "Sportverein Musterdorf (erfunden)", "m"),
        (OrganisationKind.CHURCH, "Kirchengemeinde Musterdorf (erfunden)", "f"),
        (OrganisationKind.CLUB, "Singkreis Musterdorf (erfunden)", "m"),
        (OrganisationKind.CLUB, "Frauentreff Musterdorf (erfunden)", "m"),
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


def _prove(office: Office, paid: Forwarding, key: str, part: Money) -> SubProof:
    """Two receipts have come by post; the officer's colleague has to check them."""
    officer = office.officer(date(2015, 11, 11))
    sub_proof = forwarding.begin_sub_proof(paid, actor=officer)
    rest = (paid.approved or ZERO) - part
    for subject, amount in (("Getränke und Kuchen", part), ("Miete der Geräte", rest)):
        forwarding.add_receipt_to_sub_proof(
            sub_proof,
            actor=officer,
            payee="Handel Musterweg (erfunden)",
            subject=subject,
            dated=date(2015, 11, 7),
            paid_on=date(2015, 11, 7),
            amount=amount,
            request_key=f"practice-{key}-{amount.cents}",
            file_name="beleg.pdf",
            file_content=invoice(f"{subject}, {paid.title}", amount, date(2015, 11, 7)),
        )
    sub_proof = forwarding.describe_sub_proof(
        sub_proof,
        actor=officer,
        report="Es kamen sechzig Leute, die Hälfte erst kurz im Ort. Gefeiert wurde bis abends.",
        people_reached=60,
        confirmed=True,
    )
    return forwarding.submit_sub_proof(sub_proof, actor=officer)


def _accept(office: Office, sub_proof: SubProof) -> None:
    colleague = office.colleague(date(2015, 11, 11))
    for receipt in sub_proof.receipts.order_by("pk"):
        forwarding.check_receipt(receipt, actor=colleague, accepted=True)
    forwarding.accept_proof(sub_proof.forwarding, actor=colleague)
