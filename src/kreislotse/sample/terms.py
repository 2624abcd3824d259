"""The vocabulary: how a phrase of a facts file reads in a council paper, and whom it means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from kreislotse.organisations.reference_data import (
    Authority,
    Forms,
    authorities,
    district,
    district_forms,
    serving,
)

_FILE = Path(__file__).parent / "data" / "terms.yaml"
_ARTICLES = {"m": "den", "f": "die", "n": "das", "pl": "die"}
_OF_THE_STATE = " des Landes Nordrhein-Westfalen"
_SHORT_NAME = re.compile(r" \([A-ZÄÖÜ]{2,}\)$")
_DISTRICT = re.compile(r"(Kreis|Landkreis|Stadt|Städteregion) \S+|\S+[Kk]reis( \S+)?|\S+er Kreis")
_PLACE = re.compile(r"\\\{([ab])\\\}")


@dataclass(frozen=True)
class Term:
    """A phrase with the German forms that sentences need; an unknown phrase stands for itself."""

    phrase: str
    text: str
    genitive: str
    dative: str
    accusative: str
    title: str
    shape: Literal["noun", "task", "sentence", "phrase", "name", "verbatim"]
    gender: Literal["m", "f", "n", "pl"] | None
    code: str
    known: bool

    @property
    def plural(self) -> bool:
        return self.gender == "pl"


def term(phrase: str) -> Term:
    """The German forms of a phrase; `known` is False where the vocabulary has none."""
    entry = _entry("terms", phrase) or _entry("organisations", phrase)
    forms = None if entry else _forms_of_name(phrase)
    if forms:
        return _name(phrase, forms)
    if entry is None:
        return _term(phrase, {"text": phrase, "shape": "verbatim"}, known=False)
    return _term(phrase, entry, known=True)


def organisation_codes(name: str, district_ags: str, on: date) -> tuple[str, ...]:
    """The authorities (codes) or district (AGS) that a name means in a district's file on a day.

    A kind without a place, such as „Bezirksregierung“, is the one that serves the district.
    Empty where nobody is known by this name.
    """
    entry = _entry("organisations", name) or {}
    if "self" in entry:
        return (district_ags,)
    if "kind" in entry:
        return tuple(each.code for each in serving(entry["kind"], district_ags, on))
    if "codes" in entry:
        return tuple(entry["codes"])
    authority = _authority(name)
    named = district(name)
    return (authority.code,) if authority else (named.ags,) if named else ()


def _term(phrase: str, entry: dict[str, Any], *, known: bool) -> Term:
    text = entry["text"]
    return Term(
        phrase=phrase,
        text=text,
        genitive=entry.get("genitive", text),
        dative=entry.get("dative", text),
        accusative=entry.get("accusative", text),
        title=entry.get("title", text),
        shape=entry.get("shape", "noun"),
        gender=entry.get("gender"),
        code=entry.get("code", ""),
        known=known,
    )


def _name(phrase: str, forms: Forms) -> Term:
    accusative = f"{_ARTICLES[forms.gender]} {phrase}"
    entry = {**forms._asdict(), "text": phrase, "accusative": accusative}
    return _term(phrase, entry, known=True)


def _forms_of_name(phrase: str) -> Forms | None:
    found = _authority(phrase)
    if found and phrase == found.short_name:
        article = "der" if found.forms.gender == "f" else "des"
        dative = "der" if found.forms.gender == "f" else "dem"
        return Forms(phrase, f"{article} {phrase}", f"{dative} {phrase}", found.forms.gender)
    if found:
        genitive = _as_written(found.forms.genitive, phrase)
        dative = _as_written(found.forms.dative, phrase)
        return Forms(phrase, genitive, dative, found.forms.gender)
    return district_forms(phrase) if _DISTRICT.fullmatch(phrase) else None


def _authority(name: str) -> Authority | None:
    """The authority of this name, with or without its state and its short name in brackets."""
    bare = _SHORT_NAME.sub("", name)
    for each in authorities():
        if name == each.short_name or bare in (each.name, each.name.removesuffix(_OF_THE_STATE)):
            return each
    return None


def _as_written(form: str, phrase: str) -> str:
    """A declined name, cut and bracketed as the phrase is."""
    if _OF_THE_STATE not in phrase:
        form = form.removesuffix(_OF_THE_STATE)
    short_name = _SHORT_NAME.search(phrase)
    return f"{form}{short_name[0]}" if short_name else form


def _entry(part: str, phrase: str) -> dict[str, Any] | None:
    exact, patterns = _vocabulary()[part]
    wanted = _plain(phrase)
    if wanted in exact:
        return exact[wanted]
    for pattern, entry in patterns:
        match = pattern.fullmatch(" ".join(phrase.split()))
        if match:
            return dict(_filled(entry, match.groupdict()))
    return None


def _filled(entry: dict[str, Any], names: dict[str, str]) -> Iterator[tuple[str, Any]]:
    forms = {place: district_forms(name) for place, name in names.items()}
    for key, value in entry.items():
        yield key, value.format(**forms)


_Entries = tuple[dict[str, dict[str, Any]], list[tuple[re.Pattern[str], dict[str, Any]]]]


@cache
def _vocabulary() -> dict[str, _Entries]:
    """Per part of the file: the entries by phrase, and those whose phrase leaves room for names."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {part: _sorted_out(entries) for part, entries in content.items()}


def _sorted_out(entries: dict[str, dict[str, Any]]) -> _Entries:
    exact = {}
    patterns = []
    for phrase, entry in entries.items():
        pattern, places = _PLACE.subn(r"(?P<\1>.+?)", re.escape(phrase))
        if places:
            patterns.append((re.compile(pattern, re.IGNORECASE), entry))
        else:
            exact[_plain(phrase)] = entry
    return exact, patterns


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().split())
