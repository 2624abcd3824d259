"""Kinds of courses as shipped, with what norms say of them; each names its source."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FILE = Path(__file__).parent / "reference" / "course_kinds.yaml"


class ShippedKind(NamedTuple):
    """A kind as `register_course_kind` takes it, with its terms as `set_terms` does."""

    kind: dict[str, Any]
    terms: tuple[dict[str, Any], ...]


@cache
def shipped_kinds() -> tuple[ShippedKind, ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        ShippedKind(
            {key: value for key, value in each.items() if key != "terms"},
            tuple(each.get("terms", ())),
        )
        for each in content["course_kinds"]
    )
