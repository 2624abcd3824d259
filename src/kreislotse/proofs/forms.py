"""A form of the state filled with our records: the same sheet for screen, PDF and workbook."""

from datetime import date
from typing import Any

from django.db.models import Q

from kreislotse.awards.models import Award, DrawDown, NotificationDuty
from kreislotse.awards.states import DrawDownState
from kreislotse.documents.cells import printed
from kreislotse.documents.sheet import (
    Address,
    Block,
    Cell,
    Fields,
    Grid,
    Sheet,
    Signatures,
    Text,
)
from kreislotse.funding.models import Application, Programme
from kreislotse.funding.states import Financing
from kreislotse.proofs.errors import FormDoesNotFit
from kreislotse.proofs.layout import PLACE
from kreislotse.proofs.models import FormTemplate, Proof
from kreislotse.proofs.states import FormKind, ProofState
from kreislotse.proofs.values import GROUPS, known_tables, known_values
from kreislotse.records.tables import valid_on

# A value in the middle of a sentence that is not known yet is a line to write on.
_GAP = "_" * 12
_WIDE = 8

# Which forms are offered for which kind of record.
KINDS_FOR: dict[type[Any], tuple[str, ...]] = {
    Application: (FormKind.APPLICATION, FormKind.POSTS),
    Award: (FormKind.APPEAL_WAIVER, FormKind.COVER_LETTER),
    DrawDown: (FormKind.DRAW_DOWN,),
    Proof: (FormKind.PROOF, FormKind.CONFIRMATION),
    NotificationDuty: (FormKind.NOTIFICATION,),
}


def templates_for(record: Any, on: date) -> list[FormTemplate]:
    """The forms in force on a day for a record, each in its newest version."""
    rows = FormTemplate.objects.filter(valid_on(on), kind__in=_kinds(record))
    rows = rows.filter(Q(programme=None) | Q(programme=_programme(record)))
    newest: dict[str, FormTemplate] = {}
    for each in rows.order_by("version"):
        newest[each.code] = each
    order = KINDS_FOR[type(record)]
    return sorted(newest.values(), key=lambda each: (order.index(each.kind), each.code))


def fill(template: FormTemplate, record: Any, *, on: date) -> Sheet:
    """The form with what is known; the rest stays empty to be filled by hand.

    It is dated by the record; `on` is the day where the record has none yet.
    """
    groups = _groups(record)
    if template.kind not in KINDS_FOR.get(type(record), ()) or any(
        group not in groups for group in GROUPS[template.kind]
    ):
        raise FormDoesNotFit(form=template.title, subject=record)
    filling = _Filling(template.kind, groups)
    blocks = [(block, filling.block(block)) for block in template.layout]
    address = next((b["address"] for b in template.layout if "address" in b), "")
    summary: list[dict[str, str]] = next(
        (b["summary"] for b in template.layout if "summary" in b), []
    )
    return Sheet(
        title=template.title,
        kind=template.get_kind_display(),
        sender=str(groups["office"]),
        dated=_day_of(record) or on,
        blocks=tuple(made for _, made in blocks if made is not None),
        reference=groups["award"].reference if "award" in groups else "",
        address=Address((filling.text(address) or _GAP,)) if address else None,
        foot=_foot(template, record),
        mark="Entwurf" if _is_draft(record) else "",
        orientation="landscape" if _wide([made for _, made in blocks]) else "portrait",
        summary=tuple((row["label"], filling.cell(row["value"])) for row in summary),
    )


class _Filling:
    """Reads the values of one record for one kind of form."""

    def __init__(self, kind: str, groups: dict[str, Any]) -> None:
        self.groups = groups
        self.values = known_values(kind)
        self.tables = known_tables(kind)

    def block(self, block: dict[str, Any]) -> Block | None:
        title = block.get("title", "")
        if "fields" in block:
            rows = tuple((row["label"], self.cell(row["value"])) for row in block["fields"])
            return Fields(title, rows)
        if "table" in block:
            table = self.tables[block["table"]]
            grid = table.read(self.groups[table.group])
            return Grid(title or grid.title, grid.columns, grid.rows, grid.total, grid.note)
        if "text" in block:
            return Text(title, tuple(self.sentence(line) for line in block["text"]))
        if "signatures" in block:
            return Signatures("Ort, Datum: " + "_" * 28, tuple(block["signatures"]))
        return None

    def cell(self, name: str) -> Cell:
        if not name:
            return None
        value = self.values[name]
        return value.read(self.groups[value.group])

    def text(self, name: str) -> str:
        return printed(self.cell(name))

    def sentence(self, line: str) -> str:
        return PLACE.sub(lambda found: self.text(found[1]) or _GAP, line)


def _groups(record: Any) -> dict[str, Any]:
    """The records behind a record, by the names that forms know them by."""
    match record:
        case Application():
            return {"office": record.applicant, "application": record}
        case Award():
            return {"office": record.owner, "award": record}
        case DrawDown():
            return {"office": record.award.owner, "award": record.award, "draw_down": record}
        case NotificationDuty():
            return {"office": record.award.owner, "award": record.award, "duty": record}
        case Proof():
            award = record.duty.award
            return {"office": award.owner, "award": award, "proof": record}
    raise TypeError(f"{type(record).__name__} has no forms.")


def _kinds(record: Any) -> tuple[str, ...]:
    """For a lump sum only the binding confirmation is owed, for all else the proof."""
    kinds = KINDS_FOR[type(record)]
    if isinstance(record, Proof):
        lump = record.duty.award.financing == Financing.LUMP_SUM
        return (FormKind.CONFIRMATION,) if lump else (FormKind.PROOF,)
    return kinds


def _programme(record: Any) -> Programme | None:
    groups = _groups(record)
    found = groups.get("award") or groups.get("application")
    return found.programme if found else None


def _day_of(record: Any) -> date | None:
    match record:
        case Application():
            return record.submitted_on
        case DrawDown():
            return record.requested_on
        case NotificationDuty():
            return record.reported_on
        case Proof():
            return record.submitted_on or record.signed_on
    return None


def _is_draft(record: Any) -> bool:
    match record:
        case Application():
            return record.submitted_on is None
        case DrawDown():
            return record.state == DrawDownState.DRAFT
        case Proof():
            return record.state == ProofState.DRAFT
    return False


def _foot(template: FormTemplate, record: Any) -> str:
    told = f"{template.title}, Fassung {template.version}"
    if isinstance(record, Proof) and record.checksum:
        return f"{told} · Prüfsumme {record.checksum[:12]}"
    return told


def _wide(blocks: list[Block | None]) -> bool:
    return any(isinstance(each, Grid) and len(each.columns) >= _WIDE for each in blocks)
