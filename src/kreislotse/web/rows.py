"""The rows of a list as markup.

Written here and not in a template: eight includes in each of fifty rows cost more than the
database, the session and the read log together.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from kreislotse.web.templatetags.frame import tone
from kreislotse.web.templatetags.parts import shown

if TYPE_CHECKING:
    from kreislotse.web.listing import Badge, Column

Cell = dict[str, Any]


def cells(columns: Sequence["Column"], row: Any) -> list[Cell]:
    """What the columns show of a row, and where it leads."""
    return [
        {"value": column.value(row), "link": column.link(row) if column.link else ""}
        for column in columns
    ]


def markup_of(columns: Sequence["Column"]) -> Callable[[Sequence[Cell]], SafeString]:
    """How a line of these columns is written; the first cell is the line's head."""
    frames = [_frame(column, head=number == 0) for number, column in enumerate(columns)]

    def line(found: Sequence[Cell]) -> SafeString:
        inner = "".join(
            f"{begin}{_inner(cell)}{end}" for cell, (begin, end) in zip(found, frames, strict=True)
        )
        return mark_safe(f'<tr class="kern-table__row" role="row">{inner}</tr>')  # noqa: S308

    return line


def _frame(column: "Column", *, head: bool) -> tuple[str, str]:
    """The beginning and the end of a column's cells."""
    label = f'data-label="{escape(column.title)}"'
    if head:
        return f'<th scope="row" role="rowheader" class="kern-table__header" {label}>', "</th>\n"
    numeric = " kern-table__cell--numeric" if column.numeric else ""
    return f'<td role="cell" class="kern-table__cell{numeric}" {label}>', "</td>\n"


def _inner(cell: Cell) -> str:
    text = _text(cell["value"])
    if not cell["link"]:
        return text
    address = escape(cell["link"])
    return f'<a class="kern-link kern-link--no-visited-state" href="{address}">{text}</a>'


def _text(value: Any) -> str:
    return badge(value) if hasattr(value, "tone") else conditional_escape(shown(value))


def badge(value: "Badge") -> str:
    """As parts/badge.html writes it."""
    return (
        f'<span class="kern-badge kern-badge--small badge kern-badge--{tone(value.tone)}">'
        f'<span class="kern-label kern-label--small">{conditional_escape(value.text)}</span></span>'
    )
