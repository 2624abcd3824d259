"""Compound files (MS-CFB), the container of XLS: the streams in it, by name."""

import struct
from collections.abc import Iterator

from kreislotse.intake.reading.errors import Damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # from here on a sector number is a mark, not a place
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_MINI_SECTOR = 64


class CompoundFile:
    """A file system in a file; a broken or endless chain of sectors is refused."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        self._content = content
        if len(content) < 512:
            raise Damaged(name=name)
        shift = struct.unpack_from("<H", content, 30)[0]
        if shift not in (9, 12):
            raise Damaged(name=name)
        self._size = 1 << shift
        self._refuse_false_counts()
        first_directory, _, self._smallest, first_mini = struct.unpack_from("<4L", content, 48)
        self._table = self._sector_table()
        directory = self._chain(first_directory)
        self._entries = dict(_entries(directory, large=shift == 12))
        if any(size > len(content) for _kind, _first, size in self._entries.values()):
            raise Damaged(name=name)
        self._mini_table = _numbers(self._chain(first_mini)) if first_mini < _END else ()
        root = next((at for kind, *at in self._entries.values() if kind == _ROOT), None)
        self._mini = self._chain(root[0]) if root and root[0] < _END else b""

    def _refuse_false_counts(self) -> None:
        """Calamine makes room for what is announced; nothing in a file is larger than the file."""
        tables, mini_tables = (struct.unpack_from("<L", self._content, at)[0] for at in (44, 64))
        if max(tables, mini_tables) * self._size > len(self._content):
            raise Damaged(name=self.name)

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def stream(self, name: str) -> bytes:
        kind, first, size = self._entries.get(name, (0, 0, 0))
        if kind != _STREAM:
            raise Damaged(name=self.name)
        if size >= self._smallest:
            found = self._chain(first)
        else:
            found = b"".join(
                self._mini[at * _MINI_SECTOR : (at + 1) * _MINI_SECTOR]
                for at in self._follow(first, self._mini_table)
            )
        if len(found) < size:
            raise Damaged(name=self.name)
        return found[:size]

    def _sector_table(self) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109L", self._content, 76))
        following, count = struct.unpack_from("<2L", self._content, 68)
        for _ in range(min(count, len(self._content) // self._size)):
            if following >= _END:
                break
            *more, following = _numbers(self._sector(following))
            listed += more
        if following < _END:
            raise Damaged(name=self.name)
        return tuple(
            number
            for sector in listed
            if sector < _END
            for number in _numbers(self._sector(sector))
        )

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        found = self._content[begin : begin + self._size]
        if not found:
            raise Damaged(name=self.name)
        # Some programs cut the last sector where the content ends.
        return found.ljust(self._size, b"\0")

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._follow(first, self._table)))

    def _follow(self, first: int, table: tuple[int, ...]) -> Iterator[int]:
        number = first
        for _ in range(len(table) + 1):
            if number >= _END:
                return
            yield number
            if number >= len(table):
                break
            number = table[number]
        raise Damaged(name=self.name)


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}L", sector)


def _entries(directory: bytes, *, large: bool) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Name -> kind, first sector and size of each entry; sizes have eight bytes in large files."""
    for at in range(0, len(directory), _ENTRY):
        entry = directory[at : at + _ENTRY]
        of_name, kind = struct.unpack_from("<HB", entry, 64)
        if kind:
            name = entry[: max(min(of_name, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<LQ" if large else "<2L", entry, 116)
            yield name, (kind, first, size)
