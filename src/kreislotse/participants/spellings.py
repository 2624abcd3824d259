"""How typed words are compared with the names of countries, languages, titles and trades."""

from collections.abc import Iterable

from kreislotse.kernel.spelling import search_key


def folded(text: str) -> str:
    """Lower case without accents and full stops, umlauts both ways alike: ae as a."""
    key = search_key(text.replace(".", " ").replace("-", " ").replace("(", " ").replace(")", " "))
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def lookup(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """From each folded spelling to its code; the first to claim a spelling keeps it."""
    found: dict[str, str] = {}
    for spelling, code in pairs:
        found.setdefault(folded(spelling), code)
    return found
