"""Text tables: which letters the bytes stand for, what parts the columns, the rows as they come."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from kreislotse.intake.reading.errors import EncodingUnclear, QuotesOpen
from kreislotse.intake.reading.headings import Known
from kreislotse.intake.vocabulary import is_heading

SEPARATORS = ";,\t|"
_TRIED = 40
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that stand beside letters of a word: ä ö ü Ä Ö Ü ß é è in one code page; in the other they
# are frames and signs, and the other way round.
_OF_1252 = re.compile(rb"[A-Za-z][\xe4\xf6\xfc\xdf\xe9\xe8]|[\xc4\xd6\xdc][a-z]")
_OF_850 = re.compile(rb"[A-Za-z][\x81\x84\x94][A-Za-z]|\b[\x8e\x99\x9a][a-z]|[a-z]\xe1[a-z]")
_OF_UTF_8 = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x80-\xbf]")
_SIGNS_OF_1252 = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x96\x97\xa0\xa7\xab\xb0\xb4\xbb")
_SEP_LINE = re.compile(r"\A\"?sep=(.)\"?\r?\n", re.IGNORECASE)


def text_of(name: str, content: bytes) -> tuple[str, str]:
    """The text, and the code page where it had to be inferred; refused where that is unclear."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(name, content, encoding), ""
    if b"\0" in content:
        # UTF-16 without a mark: every second byte of plain text is zero.
        ends = content[1::2].count(0) >= content[0::2].count(0)
        return _decoded(name, content, "utf-16-le" if ends else "utf-16-be"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        encoding = _code_page(name, content)
    return _decoded(name, content, encoding), encoding


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise EncodingUnclear(name=name) from problem


def _code_page(name: str, content: bytes) -> str:
    """cp1252 (Windows) or cp850 (exports of old programs); both or neither is no answer."""
    high = bytes(byte for byte in content if byte > 127)
    if len(high) * 5 > len(content) or _OF_UTF_8.search(content):
        raise EncodingUnclear(name=name)
    windows, old = bool(_OF_1252.search(content)), bool(_OF_850.search(content))
    if windows != old:
        return "cp1252" if windows else "cp850"
    if not windows and set(high) <= _SIGNS_OF_1252:
        return "cp1252"
    raise EncodingUnclear(name=name)


class DelimitedTable:
    """The rows of a text table; numbers count records, as a spreadsheet program shows them."""

    def __init__(self, name: str, text: str, known: Known = is_heading) -> None:
        self.name = name
        self._known = known
        line = _SEP_LINE.match(text)
        self._text = text[line.end() :] if line else text
        self._skipped = 1 if line else 0
        self.separator = line[1] if line else self._likely_separator()

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number from zero and texts of each record; refused where quotes are open."""
        yield from self._records(self.separator, self._skipped)

    def _records(self, separator: str, number: int) -> Iterator[tuple[int, list[str]]]:
        # An open quote shows as a missing end, or as a field beyond the library's own limit.
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=separator, strict=True)
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                raise QuotesOpen(name=self.name, row=number + 1) from problem
            yield number, record
            number += 1

    def _likely_separator(self) -> str:
        """Whichever makes most known headings of one row; then whichever parts most."""
        return max(SEPARATORS, key=self._worth)

    def _worth(self, separator: str) -> tuple[int, int]:
        try:
            records = [row for _, row in islice(self._records(separator, 0), _TRIED)]
        except QuotesOpen:
            records = []
        known = (sum(map(self._known, row)) for row in records)
        return max(known, default=0), max(map(len, records), default=0)
