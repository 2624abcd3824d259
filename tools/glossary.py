"""The German names of identifiers, read from docs/glossary.md."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "glossary.md"
_ROW = re.compile(r"^\| (?P<german>[^|]+?) \| `(?P<identifier>[^`]+)` \| (?P<meaning>[^|]+?) \|$")


def rows() -> list[tuple[str, str, str]]:
    """German term, identifier and meaning, row by row; rows without an identifier are left out."""
    found = map(_ROW.fullmatch, FILE.read_text(encoding="utf-8").splitlines())
    return [(row["german"], row["identifier"], row["meaning"]) for row in found if row]


def german_names() -> dict[str, str]:
    """Identifier to German term; KeyError where the glossary has no row."""
    return {identifier: german for german, identifier, _ in rows()}
