"""What a named value is, and of which record it can be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kreislotse.documents.sheet import Cell, Grid


@dataclass(frozen=True)
class Value:
    """A value that a form can name: `group.name`, what it is called, and how it is read.

    A value that is not known yet is None and prints as an empty field.
    """

    name: str
    label: str
    read: Callable[[Any], Cell]

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class Table:
    """A table that a form can name."""

    name: str
    label: str
    read: Callable[[Any], Grid]

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]
