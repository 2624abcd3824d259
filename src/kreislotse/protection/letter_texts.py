"""The fixed sentences of the letter about one's own data, in the languages that are shipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "reference" / "letters"
GERMAN = "de"
# What every file has to say; the kinds are the ways in which names are read.
SENTENCES = (
    "title",
    "intro",
    "data",
    "nothing",
    "consents",
    "given",
    "refused",
    "withdrawn",
    "recipients",
    "no_recipients",
    "records",
    "readers",
    "readers_intro",
    "no_readers",
    "retention",
    "retention_text",
    "rights",
    "rights_text",
    "kind_list",
    "kind_record",
    "kind_search",
    "kind_export",
    "kind_print",
    "kind_transmission",
    "kind_letter",
    "yes",
    "no",
)


@dataclass(frozen=True)
class LetterText:
    """The sentences of one language and how its speakers and the office name it."""

    code: str
    name: str
    german: str
    sentences: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.sentences[key]


@cache
def languages() -> dict[str, LetterText]:
    """All shipped languages by code, German first."""
    found = {each.code: each for each in map(_read, sorted(_FOLDER.glob("*.yaml")))}
    return {GERMAN: found.pop(GERMAN), **found}


def _read(file: Path) -> LetterText:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    sentences = {key: content["sentences"][key] for key in SENTENCES}
    return LetterText(file.stem, content["name"], content["german"], sentences)
