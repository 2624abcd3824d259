"""What a row of a list would change about somebody who is known: never less than is known (G31)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kreislotse.kernel.names import search_form
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import Evidence

_STATUS = ("title", "title_since", "title_valid_to", "regime")
_NAMES = ("family_name", "given_names")


@dataclass(frozen=True)
class Merged:
    """The profile as it would be, which fields differ, and whether the row's status is outdated."""

    profile: Profile
    differing: tuple[str, ...]
    outdated_status: bool = False


def merge(known: Profile, said: Mapping[str, Any]) -> Merged:
    """Take from the row what it says; an empty cell says nothing and erases nothing."""
    outdated = _outdated(known, said)
    taken = {name: value for name, value in said.items() if not _empty(value)}
    if outdated:
        taken = {name: value for name, value in taken.items() if name not in _STATUS}
    if said.get("german_level") == known.german_level and _own_word(said, known):
        del taken["german_evidence"]
    values = {name: _taken(name, known, value) for name, value in taken.items()}
    differing = tuple(name for name, value in values.items() if getattr(known, name) != value)
    return Merged(replace(known, **values), differing, outdated)


def _outdated(known: Profile, said: Mapping[str, Any]) -> bool:
    """Whether the row tells of an earlier residence status than the one that counts today."""
    since = said.get("title_since")
    return bool(since and known.title_since and since < known.title_since)


def _own_word(said: Mapping[str, Any], known: Profile) -> bool:
    """A level without evidence in the list takes no certificate away."""
    return said.get("german_evidence") == Evidence.SELF and bool(known.german_evidence)


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == ()


def _taken(name: str, known: Profile, value: Any) -> Any:
    """The row's value, unless what is known says the same and more."""
    before = getattr(known, name)
    if name in _NAMES and search_form(before) == search_form(value):
        return before  # Mueller in a list does not undo Müller
    if name == "languages":
        return (*before, *(each for each in value if each not in before))
    if name == "born_on" and (value.month, value.day) == (1, 1) and value.year == before.year:
        return before  # 1 January stands where the day was not known
    return value
