"""What kind a file is by its first bytes and its inner parts; its name alone proves nothing."""

import io
import zipfile
from pathlib import PurePosixPath

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

# Kind -> how its files may end; the first ending is put on where another one stands.
SUFFIXES = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    f"{_OFFICE}spreadsheetml.sheet": (".xlsx",),
    f"{_OFFICE}wordprocessingml.document": (".docx",),
    f"{_OPEN}spreadsheet": (".ods",),
    f"{_OPEN}text": (".odt",),
    "text/csv": (".csv", ".txt"),
}
_STARTS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_OFFICE_PARTS = {
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
}
_MARKUP = ("<", "#!", "%!", "mz")
_CONTROLS_OF_TEXT = frozenset("\t\r\n\x0c")


def media_type_of(name: str, content: bytes) -> str:
    """The media type of a file that may be kept; empty for all others."""
    for start, found in _STARTS.items():
        if content.startswith(start):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "image/heic"
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return "text/csv" if _is_table(name, content) else ""


def tidy_name(name: str, media_type: str, *, most: int) -> str:
    """A name without folders and control characters that ends as its kind does."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    path = PurePosixPath("".join(letter for letter in last if letter.isprintable()).strip(" ."))
    suffixes = SUFFIXES[media_type]
    right = path.suffix.lower() in suffixes
    stem, suffix = (path.stem, path.suffix) if right else (path.name, suffixes[0])
    return f"{stem[: most - len(suffix)] or 'datei'}{suffix}"


def _office(content: bytes) -> str:
    """The kind of a package of parts; one with macros is none of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
                kind = package.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in SUFFIXES and kind.startswith(_OPEN) else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""
    if "[Content_Types].xml" not in names or any("vbaproject" in each.lower() for each in names):
        return ""
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), "")


def _is_table(name: str, content: bytes) -> bool:
    """Plain text with the name of a table, and neither markup nor a program."""
    if not name.lower().endswith(SUFFIXES["text/csv"]):
        return False
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if text.lstrip().lower().startswith(_MARKUP):
        return False
    return all(
        letter.isprintable() or letter in _CONTROLS_OF_TEXT or letter > "\x9f" for letter in text
    )
