"""What a proof of use says: its texts, its confirmations and its tables."""

from kreislotse.kernel.german import period
from kreislotse.proofs.models import Proof
from kreislotse.proofs.numbers import numbers_of
from kreislotse.proofs.tables import (
    expenditure_table,
    income_table,
    passed_table,
    receipts_table,
    result_table,
)
from kreislotse.proofs.values.kinds import Table, Value

_CONFIRMED = "Ja, bestätigt."


def _deviations(it: Proof) -> str | None:
    return "Es gab keine Abweichungen." if it.no_deviations else it.deviations or None


VALUES = (
    Value(
        "proof.kind",
        "Art des Nachweises",
        lambda it: "Verwendungsnachweis" if it.duty.final else "Zwischennachweis",
    ),
    Value(
        "proof.period",
        "Zeitraum des Nachweises",
        lambda it: period(it.duty.period_from, it.duty.period_to),
    ),
    Value("proof.due_on", "vorzulegen bis", lambda it: it.duty.due_on),
    Value("proof.measure", "durchgeführte Maßnahme", lambda it: it.measure or None),
    Value("proof.effects", "Erfolg und Auswirkungen", lambda it: it.effects or None),
    Value("proof.deviations", "Abweichungen vom Plan", _deviations),
    Value("proof.received", "eingegangen", lambda it: numbers_of(it).received),
    Value("proof.spent", "nachgewiesen", lambda it: numbers_of(it).spent),
    Value("proof.expenditure", "Ausgaben gesamt", lambda it: numbers_of(it).expenditure),
    Value("proof.to_repay", "noch zurückzuzahlen", lambda it: numbers_of(it).to_repay),
    Value(
        "proof.economical",
        "notwendig und wirtschaftlich",
        lambda it: _CONFIRMED if it.economical else None,
    ),
    Value(
        "proof.agrees_with_books",
        "stimmt mit den Büchern überein",
        lambda it: _CONFIRMED if it.agrees_with_books else None,
    ),
    Value(
        "proof.conditions_kept",
        "Nebenbestimmungen eingehalten",
        lambda it: _CONFIRMED if it.conditions_kept else None,
    ),
    Value("proof.signed_on", "unterschrieben am", lambda it: it.signed_on),
    Value("proof.submitted_on", "vorgelegt am", lambda it: it.submitted_on),
    Value("proof.audited_on", "geprüft am", lambda it: it.audited_on),
    Value("proof.audit_remark", "Prüfungsvermerk", lambda it: it.audit_remark or None),
    Value("proof.checksum", "Prüfsumme", lambda it: it.checksum or None),
)
TABLES = (
    Table("proof.income", "Einnahmen", lambda it: income_table(numbers_of(it))),
    Table("proof.expenditure", "Ausgaben", lambda it: expenditure_table(numbers_of(it))),
    Table("proof.result", "Ist-Ergebnis", lambda it: result_table(numbers_of(it))),
    Table("proof.passed", "Weitergeleitete Mittel", lambda it: passed_table(numbers_of(it))),
    Table("proof.receipts", "Belegliste", lambda it: receipts_table(it.duty.award)),
)
