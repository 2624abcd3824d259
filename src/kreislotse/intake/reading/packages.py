"""The packed parts of XLSX and ODS files, looked at before anything is unpacked in full."""

import io
import math
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers.expat import ExpatError, ParserCreate

from kreislotse.intake.reading.errors import (
    Damaged,
    Protected,
    UnpacksSuspiciously,
    UnpacksTooLarge,
)

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 400 * MEGABYTE
# Deflate reaches 1:1032; tables of people 1:10 to 1:40. Small parts are left alone.
MOST_RATIO = 150
SMALL = 5 * MEGABYTE
_CHUNK = 1024 * 1024
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")


class Package:
    """A ZIP whose parts are read in pieces and never beyond what they claim to be."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                found = package.infolist()
                claimed = sum(info.file_size for info in found)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as problem:
            raise Damaged(name=name) from problem
        # Calamine finds a part in any spelling: what it reads must be what is looked through.
        self.parts = {_spelling(info.filename): info for info in found}
        if len(self.parts) < len(found):
            raise Damaged(name=name)
        self._refuse_bombs(claimed)

    def __contains__(self, part: str) -> bool:
        return _spelling(part) in self.parts

    def _refuse_bombs(self, claimed: int) -> None:
        if claimed > MOST_UNPACKED:
            size, most = math.ceil(claimed / MEGABYTE), MOST_UNPACKED // MEGABYTE
            raise UnpacksTooLarge(name=self.name, size=size, most=most)
        for info in self.parts.values():
            if info.flag_bits & 0x1:
                raise Protected(name=self.name)
            if info.file_size > SMALL and info.file_size > MOST_RATIO * info.compress_size:
                raise UnpacksSuspiciously(name=self.name)

    def pieces(self, part: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, piece by piece; refused when they outgrow the claim.

        XML has to be whole and without entities of its own: on some torn texts calamine never ends.
        """
        if part == "mimetype":
            yield from self._unpacked(part)
            return
        parser, begun = ParserCreate("utf-8"), False
        parser.EntityDeclHandler = self._refuse_entity
        try:
            for piece in self._unpacked(part):
                if not begun:
                    self._refuse_other_letters(piece)
                    begun = True
                parser.Parse(piece)
                yield piece
            parser.Parse(b"", True)
        except ExpatError as problem:
            raise Damaged(name=self.name) from problem

    def _refuse_other_letters(self, start: bytes) -> None:
        """The parts are searched as UTF-8; the office programs write nothing else."""
        declared = start[:200].partition(b"?>")[0].lower()
        strange = b"encoding" in declared and not any(
            name in declared for name in (b"utf-8", b"us-ascii")
        )
        if start[:2] in (b"\xff\xfe", b"\xfe\xff") or strange:
            raise Damaged(name=self.name)

    def _refuse_entity(self, *_declared: object) -> None:
        raise Damaged(name=self.name)

    def _unpacked(self, part: str) -> Iterator[bytes]:
        info = self.parts.get(_spelling(part))
        if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged(name=self.name)
        packed = self._packed(info)
        if info.compress_type == zipfile.ZIP_STORED:
            yield bytes(packed)
            return
        unpacker, left, rest = zlib.decompressobj(-zlib.MAX_WBITS), info.file_size, packed
        try:
            while not unpacker.eof:
                piece = unpacker.decompress(rest, _CHUNK)
                rest = memoryview(unpacker.unconsumed_tail)
                left -= len(piece)
                if left < 0 or (not piece and not rest and not unpacker.eof):
                    raise Damaged(name=self.name)
                yield piece
        except zlib.error as problem:
            raise Damaged(name=self.name) from problem
        if left:
            raise Damaged(name=self.name)

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        at = info.header_offset
        header = self._content[at : at + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
            raise Damaged(name=self.name)
        *_, of_name, of_extra = _LOCAL_HEADER.unpack(header)
        begin = at + _LOCAL_HEADER.size + of_name + of_extra
        packed = memoryview(self._content)[begin : begin + info.compress_size]
        if len(packed) < info.compress_size:
            raise Damaged(name=self.name)
        return packed

    def whole(self, part: str) -> bytes:
        """A part in one piece."""
        return b"".join(self.pieces(part))

    def refuse_torn(self, part: str) -> None:
        """Look through a part that only calamine reads."""
        if part in self:
            for _piece in self.pieces(part):
                pass


def _spelling(part: str) -> str:
    return part.replace("\\", "/").casefold()
