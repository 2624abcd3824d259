"""The proof that records were erased: who, when, how many rows; nothing of what they said."""

from django.utils.translation import override

from kreislotse.access.names import names_of
from kreislotse.documents.sheet import Block, Column, Fields, Grid, Sheet, Text
from kreislotse.kernel.german import date_short
from kreislotse.protection.models import DestructionList
from kreislotse.protection.rules import Keep
from kreislotse.protection.words import KEPT

BACKUPS = (
    "Sicherungskopien enthalten die gelöschten Angaben, bis sie nach dem Plan des Rechenzentrums "
    "überschrieben werden. Wird eine Sicherung zurückgespielt, ist diese Löschung zu wiederholen; "
    "die Prüfsumme über die Kennungen zeigt, dass es dieselben Datensätze sind."
)
FIGURES = "Die Zahlen der Statistik sind ohne Personenbezug erhalten."
RECALLS = "Stellen, die Angaben erhalten hatten, sind zur Löschung aufgefordert worden."


def proof_of(destruction: DestructionList) -> Sheet:
    """The proof of a list that was carried out."""
    proof, done_on = destruction.proof, destruction.carried_out_on
    assert done_on is not None
    with override("de"):
        blocks: tuple[Block, ...] = (
            Fields("Wer und wann", _deeds(destruction)),
            _rows(proof["rows"]),
            _kept(proof["kept"]),
            Text("Was bleibt", (FIGURES, RECALLS, BACKUPS)),
        )
        return Sheet(
            title=str(destruction),
            kind="Löschprotokoll",
            sender=str(destruction.owner),
            dated=done_on,
            summary=(
                ("Gelöschte Datensätze", proof["erased"]),
                ("Auf den Nachweis der Einwilligung gekürzt", proof["reduced"]),
            ),
            blocks=blocks,
            foot=f"SHA-256 über die Kennungen: {proof['codes_sha256']}",
        )


def _deeds(destruction: DestructionList) -> tuple[tuple[str, str], ...]:
    people = {
        "Vorgeschlagen von": destruction.proposed_by,
        "Freigegeben von": destruction.released_by,
        "Gelöscht von": destruction.proof["carried_out_by"],
    }
    names = names_of(people.values())
    said = [
        (deed, names.get(person, "Kreislotse") if person else "Kreislotse")
        for deed, person in people.items()
    ]
    assert destruction.carried_out_on is not None
    days = (
        ("Vorgeschlagen am", date_short(destruction.proposed_on)),
        ("Gelöscht am", date_short(destruction.carried_out_on)),
    )
    return (*days, *said)


def _rows(rows: dict[str, int]) -> Grid:
    lines = tuple((table, number) for table, number in rows.items())
    total = ("Zusammen", sum(rows.values()))
    columns = (Column("Tabelle"), Column("Zeilen", numeric=True))
    return Grid("Gelöschte oder geleerte Zeilen", columns, lines, total=total)


def _kept(kept: dict[str, int]) -> Grid:
    lines = tuple((str(KEPT[Keep(reason)]), number) for reason, number in kept.items())
    columns = (Column("Grund"), Column("Datensätze", numeric=True))
    return Grid("Nicht gelöscht", columns, lines)
