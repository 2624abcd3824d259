"""How a cell of a data sheet reads in print."""

from datetime import date

from kreislotse.documents.sheet import Cell
from kreislotse.kernel.german import MINUS, date_short, number
from kreislotse.kernel.money import Money


def printed(cell: Cell) -> str:
    """The cell as text; an empty field is an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return str(cell).replace("-", MINUS)
    if isinstance(cell, date):
        return date_short(cell)
    if isinstance(cell, int):
        return number(cell)
    return cell
