"""What a row of a list says about a person, as values of a profile; and what is not clear."""

from kreislotse.intake.values.parsing import Parsed, parse_row

__all__ = ["Parsed", "parse_row"]
