"""The drafts of contracts and letters as shipped; the operator's lawyers release their own."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).parent / "reference" / "text_blocks.yaml"


class ShippedText(NamedTuple):
    """One text of one kind of letter."""

    kind: str
    position: int
    title: str
    text: str
    source: str


@cache
def shipped_texts() -> tuple[ShippedText, ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        ShippedText(kind, position, each["title"], each["text"].strip(), content["source"])
        for kind, texts in content["texts"].items()
        for position, each in enumerate(texts, start=1)
    )


def is_draft(source: str) -> bool:
    """Whether a text still is one of the shipped drafts, which nobody has released."""
    return source == shipped_texts()[0].source
