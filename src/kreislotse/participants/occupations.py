"""The 37 main groups of the Klassifikation der Berufe 2010, and the trades that lists name."""

from functools import cache

from kreislotse.participants import reference_data
from kreislotse.participants.spellings import folded


@cache
def occupation_groups() -> list[tuple[str, str]]:
    """Code and title of each main group."""
    return [(group.code, group.title) for group in reference_data.occupation_groups()]


def occupation_title(code: str) -> str:
    """The title of a main group; the code itself where there is none."""
    return dict(occupation_groups()).get(code, code)


def occupation_group(text: str) -> str | None:
    """The main group that a text means: its code, its title, or a trade that belongs to it."""
    typed = folded(text)
    if typed in _words():
        return _words()[typed]
    found = {_words()[word] for word in typed.split() if word in _words()}
    return found.pop() if len(found) == 1 else None


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in reference_data.occupation_groups():
        for spelling in (group.code, group.title, *group.words):
            found.setdefault(folded(spelling), group.code)
            if spelling in group.words:
                found.setdefault(f"{folded(spelling)}in", group.code)
    return found
