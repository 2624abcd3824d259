"""Contracts, notices and letters to final recipients, put together from texts and values."""

from collections.abc import Sequence
from datetime import date

from kreislotse.awards.models import Award
from kreislotse.documents.sheet import Address, Block, Fields, Sheet, Signatures, Text
from kreislotse.forwarding.iban import in_groups
from kreislotse.forwarding.models import Forwarding, Recovery, TextBlock
from kreislotse.forwarding.placeholders import filled
from kreislotse.forwarding.states import BlockKind
from kreislotse.kernel.german import capitalise_first, date_long, date_short, period
from kreislotse.organisations.models import Organisation
from kreislotse.organisations.naming import full

# Only these go out with the conditions of the notice (R-DIS-06).
CONTRACTS = (BlockKind.CONTRACT, BlockKind.NOTICE)
_SIGNED_BY = {
    BlockKind.CONTRACT: ("Für {kreis}", "Für {empfänger}"),
    BlockKind.NOTICE: ("Für {kreis}",),
    BlockKind.PAYMENT_REQUEST: ("sachlich und rechnerisch richtig", "angeordnet"),
}
_NOT_STATED = "ohne Angabe"


def sender_on(award: Award, day: date) -> Organisation:
    """Who bears the award on this day: from its handover on, who has taken over (R-DIS-05)."""
    application = award.application
    if application is None:
        return award.owner
    handover = getattr(application, "handover", None)
    if handover is not None and handover.on <= day:
        return handover.to
    return application.applicant


def letter(
    forwarding: Forwarding, kind: BlockKind, texts: Sequence[TextBlock], dated: date
) -> Sheet:
    """The document as it goes out, or for an order to the treasury as it stays in the house."""
    sender = sender_on(forwarding.item.award, dated)
    values = _values(forwarding, sender)
    blocks: list[Block] = [_facts(values)]
    blocks += [
        Text(
            filled(each.title, values),
            tuple(map(capitalise_first, filled(each.text, values).split("\n\n"))),
        )
        for each in texts
    ]
    if kind in CONTRACTS:
        blocks += _conditions(forwarding.item.award)
    if lines := _SIGNED_BY.get(kind):
        blocks.append(Signatures(date_long(dated), tuple(filled(line, values) for line in lines)))
    return Sheet(
        title=f"{kind.label}: {forwarding.title}",
        kind=str(kind.label),
        sender=str(sender),
        dated=dated,
        blocks=tuple(blocks),
        reference=f"Weiterleitung {forwarding.pk}",
        address=None if kind == BlockKind.PAYMENT_REQUEST else _address(forwarding),
        foot=f"{sender} · {kind.label}",
    )


def _facts(values: dict[str, str]) -> Fields:
    rows = (
        ("Empfänger", values["empfänger"]),
        ("Vorhaben", values["vorhaben"]),
        ("Zeitraum", values["zeitraum"]),
        ("Zweck nach dem Zuwendungsbescheid", values["zweck"]),
        ("Betrag", values["betrag"]),
        ("Nachweis bis", values["nachweis_bis"]),
    )
    return Fields("Das Wichtigste", rows)


def _values(forwarding: Forwarding, sender: Organisation) -> dict[str, str]:
    award, recovery = forwarding.item.award, _latest_recovery(forwarding)
    due_on = forwarding.proof_due_on
    return {
        "kreis": str(sender),
        "der_kreis": full(sender),
        "empfänger": str(forwarding.recipient or forwarding.applicant_name),
        "vorhaben": forwarding.title,
        "zweck": str(forwarding.item),
        "betrag": str(forwarding.approved or forwarding.requested),
        "zeitraum": period(forwarding.period_from, forwarding.period_to),
        "antrag_vom": date_short(forwarding.applied_on),
        "bescheid": award.title,
        "bescheid_vom": date_short(award.dated),
        "aktenzeichen": award.reference or _NOT_STATED,
        "behörde": str(award.authority or "die Bewilligungsbehörde"),
        "nachweis_bis": date_short(due_on) if due_on else _NOT_STATED,
        "aufbewahrung": str(award.retention_years),
        "kontoinhaber": forwarding.account_holder or _NOT_STATED,
        "iban": in_groups(forwarding.iban) or "wird nachgereicht",
        "rückforderung": str(recovery.amount) if recovery else _NOT_STATED,
        "rückzahlung_bis": date_short(recovery.due_on) if recovery else _NOT_STATED,
        "grund": recovery.reason if recovery else _NOT_STATED,
    }


def _latest_recovery(forwarding: Forwarding) -> Recovery | None:
    return forwarding.recoveries.order_by("-pk").first()


def _conditions(award: Award) -> list[Block]:
    """What the notice demands is demanded of the recipient as well (R-DIS-06)."""
    texts = award.conditions.filter(passed_on=True).order_by("position")
    lines = tuple(
        f"{number}. {each.text}" + (f" ({each.source})" if each.source else "")
        for number, each in enumerate(texts, start=1)
    )
    if not lines:
        return []
    return [Text("Nebenbestimmungen aus dem Zuwendungsbescheid", lines)]


def _address(forwarding: Forwarding) -> Address:
    name = str(forwarding.recipient or forwarding.applicant_name)
    return Address(tuple(line for line in (name, forwarding.contact_name) if line))
