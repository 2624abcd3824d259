"""How a recorded text fits into a sentence: as a task, as a whole sentence, or as a phrase."""

import re

_INFINITIVE = re.compile(r"\bzu [a-zäöüß]+n\b|\b[a-zäöüß]{2,}zu[a-zäöüß]+n\b")


def is_task(text: str) -> bool:
    """Whether the text is an infinitive clause such as „einen Ausschuss einzurichten“."""
    return text[:1].islower() and _INFINITIVE.search(text) is not None


def is_whole(text: str) -> bool:
    """Whether the text already ends like a sentence."""
    return text.rstrip().endswith((".", "!", "?", "“"))


def ended(slot: str, text: str) -> str:
    """The slot of a text with a full stop, unless the text brings its own."""
    return f"{{{slot}}}" if is_whole(text) else f"{{{slot}}}."
