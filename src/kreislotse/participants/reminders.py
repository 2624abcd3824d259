"""The words of a reminder to a municipality; the office sends them with its own mail."""

from collections.abc import Sequence
from datetime import date

from kreislotse.kernel.german import date_short


def reminder_text(
    *, title: str, sender: str, parts: Sequence[str], due_on: date | None, today: date, address: str
) -> str:
    """A letter in German, whatever language the office reads its pages in."""
    open_parts = "\n".join(f"- {part}" for part in parts)
    return (
        f"Guten Tag,\n\n"
        f"zu unserer Abfrage „{title}“ fehlt uns noch Ihre Antwort.{_by_when(due_on, today)} "
        f"Offen ist:\n\n{open_parts}\n\n"
        f"Sie antworten hier: {address}\n"
        f"Haben Sie niemanden und nichts zu melden, genügt eine Fehlanzeige.\n\n"
        f"Mit freundlichen Grüßen\n{sender}\n"
    )


def _by_when(due_on: date | None, today: date) -> str:
    if due_on is None:
        return ""
    verb = "war" if due_on < today else "ist"
    return f" Sie {verb} bis zum {date_short(due_on)} erbeten."
