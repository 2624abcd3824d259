"""Reading a list as it really is: XLSX, XLS, ODS and CSV."""

from kreislotse.intake.reading.reader import read_sheet, refuse_by_size
from kreislotse.intake.reading.sheet import Heading, Sheet

__all__ = ["Heading", "Sheet", "read_sheet", "refuse_by_size"]
