"""The font families of the printed paper, and which characters they can show."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import fontpkg_fira_sans
import fontpkg_ibm_plex_sans_arabic
import justmytype_intl_africa

# Latin, Greek and Cyrillic; Arabic and Farsi; Tigrinya and Amharic.
FOLDERS = (
    fontpkg_fira_sans.ROOT / "files",
    fontpkg_ibm_plex_sans_arabic.ROOT / "files",
    Path(str(justmytype_intl_africa.__file__)).parent / "fonts" / "ofl" / "notosansethiopic",
)
# All cuts of a family cover the same characters; the upright one stands for them.
_UPRIGHT = (
    "FiraSans-Regular.ttf",
    "IBMPlexSansArabic-Regular.ttf",
    "NotoSansEthiopic[wdth,wght].ttf",
)


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points for which one of the families has a glyph."""
    files = [folder / name for folder, name in zip(FOLDERS, _UPRIGHT, strict=True)]
    return frozenset(code for file in files for code in _code_points(file))


def _code_points(file: Path) -> Iterator[int]:
    """Read the Unicode table of a TrueType font ("cmap", formats 4 and 12 of OpenType)."""
    font = file.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(tables))
    cmap = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, cmap + 2)
    for index in range(subtables):
        platform, _, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * index)
        (layout,) = struct.unpack_from(">H", font, cmap + offset)
        if platform in (0, 3) and layout == 4:
            yield from _segments(font, cmap + offset)
        elif platform in (0, 3) and layout == 12:
            yield from _groups(font, cmap + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, at + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + doubled)
    for start, end in zip(starts, ends, strict=True):
        yield from (code for code in range(start, end + 1) if code != 0xFFFF)


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for index in range(count):
        start, end, _ = struct.unpack_from(">III", font, at + 16 + 12 * index)
        yield from range(start, end + 1)
