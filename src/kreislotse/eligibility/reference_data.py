"""Country lists and rule sets as shipped; each entry names its source and what is not verified."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FOLDER = Path(__file__).parent / "reference"


class ShippedList(NamedTuple):
    """A country list with its dated versions, as columns of `CountryListVersion`."""

    code: str
    title: str
    versions: tuple[dict[str, Any], ...]


class ShippedRuleSet(NamedTuple):
    """The first version of a rule set, its rules as columns of `Rule`."""

    code: str
    title: str
    about: str
    note: str
    rules: tuple[dict[str, Any], ...]


@cache
def shipped_lists() -> tuple[ShippedList, ...]:
    found = _read("country_lists.yaml")["country_lists"]
    return tuple(ShippedList(e["code"], e["title"], tuple(e["versions"])) for e in found)


@cache
def shipped_rule_sets() -> tuple[ShippedRuleSet, ...]:
    found = [_read(file.name) for file in sorted(_FOLDER.glob("rules_*.yaml"))]
    return tuple(
        ShippedRuleSet(e["code"], e["title"], e["about"], e["note"], tuple(e["rules"]))
        for e in found
    )


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
