"""How a recorded text fits into a sentence: as a task, as a whole sentence, or as a phrase."""

import re

_INFINITIVE = re.compile(r"\bzu [a-zäöüß]+n\b|\b[a-zäöüß]{2,}zu[a-zäöüß]+n\b")
_AT_THE_END = re.compile(rf"(?:{_INFINITIVE.pattern})$")
_FINITE = re.compile(r"\b(?:hat|haben|ist|sind|wird|werden)\b")


def is_task(text: str) -> bool:
    """Whether the text is an infinitive clause such as „einen Ausschuss einzurichten“."""
    if text[:1].islower():
        return _INFINITIVE.search(text) is not None
    return _AT_THE_END.search(text) is not None and not _FINITE.search(text)


def is_whole(text: str) -> bool:
    """Whether the text already ends like a sentence."""
    return text.rstrip().endswith((".", "!", "?", ".“", "!“", "?“"))


def ended(slot: str, text: str) -> str:
    """The slot of a text with a full stop, unless the text brings its own."""
    return f"{{{slot}}}" if is_whole(text) else f"{{{slot}}}."
