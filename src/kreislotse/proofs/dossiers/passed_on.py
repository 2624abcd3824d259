"""The sheet of one forwarding in a dossier: decided, contracted, paid, proven."""

from kreislotse.documents.sheet import Block, Cell, Column, Fields, Grid, Sheet, Text
from kreislotse.forwarding.models import Forwarding, SubProofReceipt
from kreislotse.forwarding.proving import standing_of
from kreislotse.kernel.german import period
from kreislotse.kernel.money import total

_VERDICTS = {True: "anerkannt", False: "nicht anerkannt", None: "noch nicht geprüft"}


def forwarding_sheet(it: Forwarding) -> Sheet:
    """Without the contact and the account of the recipient: they are not what is proven."""
    blocks: list[Block] = [Fields("Weiterleitung", _facts(it)), _checks(it), _receipts(it)]
    blocks += [
        Text(str(proof), (proof.report,))
        for proof in it.sub_proofs.exclude(report="").order_by("number")
    ]
    return Sheet(
        title=it.title,
        kind="Datenblatt zur Weiterleitung",
        sender=str(it.owner),
        dated=it.applied_on,
        blocks=tuple(blocks),
        reference=it.item.award.reference,
        foot=f"Weiterleitung {it.pk}: {it.item.award.title}",
    )


def _facts(it: Forwarding) -> tuple[tuple[str, Cell], ...]:
    standing = standing_of(it)
    return (
        ("Empfänger", str(it.recipient or it.applicant_name)),
        ("Art des Empfängers", str(it.get_recipient_kind_display())),
        ("Position des Bescheids", str(it.item)),
        ("Vorhaben", it.description),
        ("Zeitraum", period(it.period_from, it.period_to)),
        ("Stand", str(it.get_state_display())),
        ("Beantragt am", it.applied_on),
        ("Beantragt", it.requested),
        ("Bewilligt am", it.decided_on or ""),
        ("Bewilligt", it.approved or ""),
        ("Vertrag unterschrieben am", it.signed_on or ""),
        ("Ausgezahlt am", it.paid_on or ""),
        ("Ausgezahlt", standing.paid),
        ("Mit Belegen", standing.receipted),
        ("Nachgewiesen", standing.accepted),
        ("Zurückgezahlt", standing.refunded),
        ("Offen", standing.open),
    )


def _checks(it: Forwarding) -> Grid:
    return Grid(
        "Prüfung vor der Bewilligung",
        (Column("Prüfung"), Column("Ergebnis"), Column("Feststellung"), Column("Bemerkung")),
        tuple(
            (
                str(each.get_kind_display()),
                str(each.get_verdict_display()),
                each.finding,
                each.remark,
            )
            for each in it.checks.order_by("pk")
        ),
    )


def _receipts(it: Forwarding) -> Grid:
    rows = SubProofReceipt.objects.filter(sub_proof__forwarding=it)
    rows = rows.select_related("allocation__receipt").order_by("pk")
    return Grid(
        "Belege des Empfängers",
        (
            Column("Beleg"),
            Column("bezahlt am"),
            Column("Gegenstand"),
            Column("Prüfung"),
            Column("Einwand"),
            Column("Betrag", numeric=True),
        ),
        tuple(
            (
                str(each.allocation.receipt_id),
                each.allocation.receipt.paid_on,
                each.allocation.receipt.subject,
                _VERDICTS[each.accepted],
                each.objection,
                each.allocation.amount,
            )
            for each in rows
        ),
        ("Summe", "", "", "", "", total([each.allocation.amount for each in rows])),
    )
