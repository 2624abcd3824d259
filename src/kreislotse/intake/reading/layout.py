"""What a table says beside its values: formulas, errors, joined cells, hidden rows, its reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kreislotse.intake.reading.errors import TooManyColumns, TooManyRows, TooWide
from kreislotse.intake.reading.sheet import MOST_COLUMNS, MOST_ROWS, Flaw, Range, cell_at

# Title rows, notes below the table and empty rows among the people come on top.
LAST_ROW = MOST_ROWS + 2_000
MOST_CELLS = 4_000_000

FlawsOfRow = tuple[tuple[int, Flaw], ...]


@dataclass
class Layout:
    """Rows and columns are counted from zero; flaws stand by row."""

    sheet: str
    flaws: dict[int, FlawsOfRow] = field(default_factory=dict)
    joined: list[Range] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    last_row: int = -1
    last_column: int = -1
    _shared: dict[FlawsOfRow, FlawsOfRow] = field(default_factory=dict)

    def reaches(self, row: int, column: int) -> None:
        """Note a cell with content; refuse a table that would fill the memory before it does."""
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)
        if column >= MOST_COLUMNS:
            raise TooManyColumns(sheet=self.sheet, cell=cell_at(row, column), most=MOST_COLUMNS)
        if row >= LAST_ROW:
            raise TooManyRows(sheet=self.sheet, most=f"{MOST_ROWS:,}".replace(",", "."))
        if (self.last_row + 1) * (self.last_column + 1) > MOST_CELLS:
            raise TooWide(sheet=self.sheet, cell=cell_at(self.last_row, self.last_column))

    def note_flaws(self, row: int, found: Iterable[tuple[int, Flaw]]) -> None:
        """Note what stands in a row instead of values; equal rows share one tuple."""
        flaws = tuple(sorted({*self.flaws.get(row, ()), *found}))
        if flaws:
            self.flaws[row] = self._shared.setdefault(flaws, flaws)

    def settle_joined(self) -> None:
        """Only the first of joined cells holds their value; the others say so.

        Called when the reach of the table is known: many lists join cells far beyond it.
        """
        found: dict[int, set[tuple[int, Flaw]]] = {}
        cells = 0
        for span in self.joined:
            columns = range(span.left, min(span.right, self.last_column) + 1)
            rows = range(span.top, min(span.bottom, self.last_row) + 1)
            cells += len(rows) * len(columns)
            if cells > MOST_CELLS:
                raise TooWide(sheet=self.sheet, cell=cell_at(span.bottom, span.right))
            for row in rows:
                others = ((at, Flaw.MERGED) for at in columns if (row, at) != span[:2])
                found.setdefault(row, set()).update(others)
        for row, flaws in found.items():
            self.note_flaws(row, flaws)
