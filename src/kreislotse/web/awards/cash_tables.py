"""Tables of cash as data: heads, rows of cells, a foot with sums; one template shows them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.awards.cash_flows import late_of_award
from kreislotse.awards.late_use import Late
from kreislotse.awards.models import Award
from kreislotse.kernel.german import decimal
from kreislotse.kernel.interest import Interest, RateMissing
from kreislotse.kernel.money import Money
from kreislotse.web.listing import Badge
from kreislotse.web.navigation import Entry

NEIGHBOURS = [
    Entry(_("Bescheide"), "awards:awards", (Permission.FUNDING_READ,)),
    Entry(_("Mittelabrufe"), "awards:draw_downs", (Permission.FUNDING_READ,)),
    Entry(_("Belege"), "awards:receipts", (Permission.FUNDING_READ,)),
    Entry(_("Basiszinssätze"), "awards:base_rates"),
]


@dataclass(frozen=True)
class Cell:
    """A value of a table; `about` says to a screen reader what a repeated link is for.

    `figure` sets a text of digits, such as a percentage, right like a sum.
    """

    value: Any
    link: str = ""
    about: Any = ""
    figure: bool = False

    @property
    def badge(self) -> bool:
        return isinstance(self.value, Badge)

    @property
    def numeric(self) -> bool:
        return self.figure or isinstance(self.value, Money | int)


@dataclass(frozen=True)
class Table:
    """A table with its caption; heads of sums stand right like the sums."""

    caption: Any
    heads: Sequence[tuple[Any, bool]]
    rows: list[list[Cell]]
    foot: list[Cell] = field(default_factory=list)

    @property
    def lines(self) -> list[list[tuple[Any, Cell]]]:
        """The rows with the title of each column, for small screens."""
        return [self._titled(row) for row in self.rows]

    @property
    def last(self) -> list[tuple[Any, Cell]]:
        return self._titled(self.foot)

    def _titled(self, row: list[Cell]) -> list[tuple[Any, Cell]]:
        return [(title, cell) for (title, _), cell in zip(self.heads, row, strict=False)]


def sheet(interest: Interest) -> Table:
    """The calculation of interest, period by period (R-GRT-17)."""
    rows = [
        [
            Cell(period.first),
            Cell(period.last),
            Cell(period.days),
            Cell(f"{decimal(period.percent, 2)} %", figure=True),
            Cell(period.year_basis),
            Cell(period.amount),
        ]
        for period in interest.periods
    ]
    heads = [
        (_("von"), False),
        (_("bis"), False),
        (_("Tage"), True),
        (_("Zinssatz im Jahr"), True),
        (_("Tage des Jahres"), True),
        (_("Zinsen"), True),
    ]
    blank = Cell("")
    foot = [Cell(_("Summe")), blank, Cell(interest.days), blank, blank, Cell(interest.total)]
    return Table(_("Berechnung der Zinsen"), heads, rows, foot)


def late_use(
    award: Award, items: Sequence[Any], today: date, *, draw_down: int | None = None
) -> dict[str, Any]:
    """What a page says about money not used in time: of an award, or of one draw-down.

    Where a base rate is missing, the page says which one instead of a calculation.
    """
    try:
        found = late_of_award(award, items, today=today)
    except RateMissing as refusal:
        return {"entries": [], "missing": refusal.sentence(gettext)}
    entries = [
        _late_entry(award, item, each)
        for item, each in found
        if draw_down in (None, each.portion.inflow.draw_down)
    ]
    return {"entries": entries, "missing": ""}


def _late_entry(award: Award, item: Any, each: Late) -> dict[str, Any]:
    """The facts and the calculation."""
    return {
        "item": item,
        "late": each,
        "sheet": sheet(each.interest),
        "method": award.get_day_count_display(),
    }
