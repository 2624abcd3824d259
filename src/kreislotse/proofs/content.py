"""What was signed, frozen as values with a checksum, and read back as it was."""

import hashlib
import json
from dataclasses import fields
from typing import Any

from kreislotse.kernel.money import Money
from kreislotse.proofs.models import Proof
from kreislotse.proofs.rules import Income, ItemLine, Numbers, Passed, Said

# Raised when a change could no longer read what older proofs have frozen.
FORMAT = 1
_LINES = {"items": ItemLine, "incomes": Income, "passed": Passed}


def said_of(proof: Proof) -> Said:
    """The factual report and the confirmations as they stand now."""
    return Said(**{field.name: getattr(proof, field.name) for field in fields(Said)})


def frozen(proof: Proof, numbers: Numbers) -> dict[str, Any]:
    """Everything that a signature stands for: head, texts, confirmations and numbers."""
    duty, award = proof.duty, proof.duty.award
    return {
        "format": FORMAT,
        "head": {
            "award": award.title,
            "reference": award.reference,
            "dated": award.dated.isoformat(),
            "authority": str(award.authority or ""),
            "final": duty.final,
            "period": [duty.period_from.isoformat(), duty.period_to.isoformat()],
        },
        "said": _written(said_of(proof)),
        "numbers": _written(numbers),
    }


def checksum_of(content: dict[str, Any]) -> str:
    """The SHA-256 of the frozen values, written in one certain way."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def numbers_from(content: dict[str, Any]) -> Numbers:
    """The numbers that were frozen."""
    read = dict(content["numbers"])
    for name, line in _LINES.items():
        read[name] = tuple(line(**_values(line, each)) for each in read[name])
    return Numbers(**_values(Numbers, read))


def _written(record: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.cents
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    return value


def _values(kind: Any, read: dict[str, Any]) -> dict[str, Any]:
    """Amounts as Money again: whichever field is declared to be one."""
    amounts = {field.name for field in fields(kind) if field.type in (Money, Money | None)}
    return {
        name: Money(value) if name in amounts and value is not None else value
        for name, value in read.items()
    }
