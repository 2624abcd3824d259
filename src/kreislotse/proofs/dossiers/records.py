"""The records in a dossier: notice, application, cash, receipts, recipients, proofs, history."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from typing import Any

from django.db.models import Model, Q

from kreislotse.attachments.models import Attachment
from kreislotse.awards.models import Award, Receipt
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Block, Fields, Grid, Sheet
from kreislotse.documents.workbook import render_xlsx
from kreislotse.forwarding.models import Forwarding
from kreislotse.journal.models import JournalEntry
from kreislotse.proofs.dossiers.parts import Part, filed, plain_name, table
from kreislotse.proofs.dossiers.passed_on import forwarding_sheet
from kreislotse.proofs.forms import fill, templates_for
from kreislotse.proofs.models import Proof
from kreislotse.proofs.tables import receipts_table
from kreislotse.proofs.values import TABLES, VALUES

# Taking a dossier is told by the page of the award; else no two of them would be alike.
TAKEN = "take_dossier"


def award_parts(award: Award, on: date) -> Iterator[Part]:
    """The notice with its items, conditions and later notices; the application behind it."""
    fields = tuple(
        (value.label, value.read(award)) for value in VALUES.values() if value.group == "award"
    )
    grids = tuple(
        TABLES[name].read(award) for name in ("award.items", "award.notices", "award.conditions")
    )
    blocks: tuple[Block, ...] = (Fields("Bescheid", fields), *grids)
    sheet = _sheet(award, award.title, "Datenblatt zum Bescheid", award.dated, blocks)
    yield Part("bescheid/datenblatt.pdf", "Datenblatt zum Bescheid", render_pdf(sheet))
    if award.application:
        yield from _forms("antrag", award.application, on)
        for annex in award.application.annexes.select_related("file").order_by("pk"):
            yield filed("antrag/anlagen", annex.file, f"Anlage zum Antrag: {annex.title}")


def cash_parts(award: Award, on: date) -> Iterator[Part]:
    """Calls for money, and the receipts with their files."""
    for each in award.draw_downs.order_by("number"):
        yield from _forms(f"abrufe/{each.number}", each, on)
    grid = receipts_table(award)
    sheet = _sheet(award, "Belegliste", award.title, award.dated, (grid,), wide=True)
    yield Part("belege/belegliste.xlsx", "Belegliste", render_xlsx(sheet))
    yield Part("belege/belegliste.pdf", "Belegliste", render_pdf(sheet))
    files = Receipt.objects.filter(allocations__item__award=award, file__isnull=False)
    for receipt in files.select_related("file").distinct().order_by("pk"):
        if receipt.file:
            yield filed("belege/dateien", receipt.file, f"Datei zu Beleg {receipt.pk}")


def forwarding_parts(award: Award) -> Iterator[Part]:
    """Each forwarding with its sheet, its documents and its sub-proofs."""
    rows = Forwarding.objects.filter(item__award=award).select_related("item", "recipient")
    for each in rows.order_by("pk"):
        folder = f"weiterleitungen/{each.pk}-{plain_name(each.title)[:40].rstrip('-.')}"
        title = f"Weiterleitung {each.pk}: {each.title}"
        sheet = forwarding_sheet(each)
        yield Part(f"{folder}/datenblatt.pdf", title, render_pdf(sheet))
        for document in each.documents.select_related("file").order_by("pk"):
            yield filed(folder, document.file, f"{document.get_kind_display()}: {each.title}")


def proof_parts(award: Award, on: date) -> Iterator[Part]:
    """Each proof as signed: its form, its frozen values, and the scan of what was sent."""
    rows = Proof.objects.filter(duty__award=award).select_related("duty__award", "scan")
    for each in rows.order_by("duty__period_to", "pk"):
        folder = f"nachweise/{each.pk}"
        yield from _forms(folder, each, on)
        if each.content:
            text = json.dumps(each.content, sort_keys=True, ensure_ascii=False, indent=2)
            title = f"Unterschriebene Werte zu {each}, Prüfsumme {each.checksum}"
            yield Part(f"{folder}/inhalt.json", title, f"{text}\n".encode())
        if each.scan:
            yield filed(folder, each.scan, f"Was vorgelegt wurde: {each}")


def duty_parts(award: Award, on: date) -> Iterator[Part]:
    """Later notices, what was told to the authority, what it wants back."""
    yield Part("bescheid/aenderungen.csv", "Änderungs- und Widerrufsbescheide", _changes(award))
    for duty in award.duties.order_by("arose_on", "pk"):
        yield from _forms(f"mitteilungen/{duty.pk}", duty, on)
    title = "Rückforderungen der Bewilligungsbehörde"
    yield Part("bescheid/rueckforderungen.csv", title, _claims(award))


def _changes(award: Award) -> bytes:
    changes = award.changes.prefetch_related("lines__item").order_by("dated", "pk")
    rows = []
    for each in changes:
        head = (each.get_kind_display(), each.dated, each.reference, each.reason)
        rows += [(*head, line.item, line.difference) for line in each.lines.all()]
    return table(["Art", "vom", "Aktenzeichen", "Grund", "Position", "Unterschied"], rows)


def _claims(award: Award) -> bytes:
    claims = award.repayments.select_related("item").order_by("demanded_on", "pk")
    heads = ["Position", "Betrag", "Grund", "gefordert am", "fällig am", "Zinsen", "Stand"]
    rows = []
    for each in claims:
        days = (each.demanded_on, each.due_on, each.interest, each.get_state_display())
        rows.append((each.item, each.amount, each.reason, *days))
    return table(heads, rows)


def history_parts(award: Award) -> Iterator[Part]:
    """The journal's entries about the award and all that hangs on it."""
    wanted = Q(pk__in=[])
    for label, keys in _records(award).items():
        wanted |= Q(record=label, record_id__in=keys)
    entries = JournalEntry.objects.filter(wanted).exclude(verb=TAKEN).order_by("number")
    heads = ["Nummer", "Zeit", "Person", "Vorgang", "Datensatz", "Schlüssel", "Bezeichnung"]
    rows = [
        (
            each.number,
            each.at.astimezone(UTC),
            each.person_id,
            each.verb,
            each.record,
            each.record_id,
            each.label,
            json.dumps(each.change, sort_keys=True, ensure_ascii=False),
            each.note,
            each.hash,
        )
        for each in entries
    ]
    written = table([*heads, "Änderung", "Bemerkung", "Prüfsumme"], rows)
    yield Part("verlauf/journal.csv", "Auszug aus dem Journal zu diesem Bescheid", written)


def _records(award: Award) -> dict[str, list[int]]:
    """Which records hang on an award, by their kind."""
    forwardings = Forwarding.objects.filter(item__award=award)
    receipts = Receipt.objects.filter(allocations__item__award=award).distinct()
    groups: list[Iterable[Model]] = [
        [award],
        award.items.all(),
        award.changes.all(),
        award.draw_downs.all(),
        award.duties.all(),
        award.repayments.all(),
        [award.application] if award.application else [],
        receipts,
        Attachment.objects.filter(receipts__in=receipts).described(),
        forwardings,
        [document for each in forwardings for document in each.documents.all()],
        [proof for each in forwardings for proof in each.sub_proofs.all()],
        [claim for each in forwardings for claim in each.recoveries.all()],
        Proof.objects.filter(duty__award=award),
    ]
    found: dict[str, list[int]] = {}
    for record in (each for group in groups for each in group):
        found.setdefault(record._meta.label, []).append(record.pk)
    return found


def _forms(folder: str, record: Any, on: date) -> Iterator[Part]:
    """Every form that fits a record, filled; as PDF and as a workbook."""
    for template in templates_for(record, on):
        sheet = fill(template, record, on=on)
        title = f"{template.title}: {record}"
        yield Part(f"{folder}/{template.code}.pdf", title, render_pdf(sheet))
        yield Part(f"{folder}/{template.code}.xlsx", title, render_xlsx(sheet))


def _sheet(
    award: Award,
    title: str,
    kind: str,
    dated: date,
    blocks: tuple[Block, ...] | tuple[Grid, ...],
    *,
    wide: bool = False,
) -> Sheet:
    return Sheet(
        title=title,
        kind=kind,
        sender=str(award.owner),
        dated=dated,
        blocks=tuple(blocks),
        reference=award.reference,
        foot=f"{kind}: {award.title}",
        orientation="landscape" if wide else "portrait",
    )
