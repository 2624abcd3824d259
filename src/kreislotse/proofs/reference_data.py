"""The forms as shipped: which fields the state asks for, and which of our values fill them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FILE = Path(__file__).parent / "reference" / "forms.yaml"


class Form(NamedTuple):
    """A form of a kind in its first shipped version."""

    code: str
    kind: str
    title: str
    valid_from: date
    source: str
    layout: list[dict[str, Any]]


@cache
def forms() -> tuple[Form, ...]:
    """All forms of the shipped file, in its order."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Form(code=code, **entry) for code, entry in read.items())
