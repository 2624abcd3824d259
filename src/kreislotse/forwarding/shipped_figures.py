"""Key figures of towns as shipped, from published sources."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FILE = Path(__file__).parent / "reference" / "key_figures.yaml"


class Figure(NamedTuple):
    """A figure of the town with this official key on a day."""

    ags: str
    key: str
    on: date
    value: int
    source: str


@cache
def shipped() -> tuple[Figure, ...]:
    sets = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["key_figures"]
    return tuple(
        Figure(ags, each["key"], each["day"], value, each["source"])
        for each in sets
        for ags, value in each["values"].items()
    )
