"""Everybody of our town under a name that stands nowhere else, and what an answer says of them."""

import io
import zipfile
from typing import Any


def letters(number: int) -> str:
    """A number as a word of a name, so that each person can be told by it."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}")


def words_of(answer: Any) -> str:
    """What an answer says, also inside a workbook."""
    body = b"".join(answer) if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())


def said_about(answer: Any) -> str:
    """Body and headers: a name in the name of a file would be one, too."""
    return f"{words_of(answer)} {dict(answer.headers)}"
