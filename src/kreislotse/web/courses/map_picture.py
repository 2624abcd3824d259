"""A map of points: where people of the municipalities wait, have a place, and where courses are.

Drawn from coordinates alone, without tiles or boundaries. Lengths are units of the drawing, which
is as wide as a small phone; areas of circles are in proportion to people.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from kreislotse.courses.ways import Place

WIDTH, MOST_HEIGHT = 340.0, 420.0
_SIDE, _TOP = 40.0, 34.0
_LARGEST, _DOT = 18.0, 2.5
# Of letters of 12 units: how wide one is on average, and how high a line.
_LETTER, _LINE = 6.6, 13.0
_SQUARE, _MORE, _MOST_COURSES = 7.0, 2.0, 5


@dataclass(frozen=True)
class Town:
    """A municipality with people of it, None where the number must not be told."""

    name: str
    place: Place
    waiting: int | None
    placed: int | None


@dataclass(frozen=True)
class Spot:
    """A municipality as drawn: a ring for those who wait, a disc for those with a place."""

    name: str
    x: float
    y: float
    ring: float
    disc: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True)
class Square:
    """One course or several at the same place."""

    x: float
    y: float
    side: float


@dataclass(frozen=True)
class Map:
    height: float
    spots: list[Spot]
    squares: list[Square]
    width: float = WIDTH


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    @property
    def is_inside(self) -> bool:
        return self.left >= 0 and self.right <= WIDTH


def draw(towns: Sequence[Town], courses: Sequence[Place]) -> Map | None:
    """The drawing; None without a municipality that has a place."""
    if not towns:
        return None
    sheet = _Sheet([*(town.place for town in towns), *courses])
    most = max((max(town.waiting or 0, town.placed or 0) for town in towns), default=0)
    points = [sheet.point(town.place) for town in towns]
    sizes = [(_radius(town.waiting, most), _radius(town.placed, most)) for town in towns]
    circles = [_around(x, y, max(*size, _DOT)) for (x, y), size in zip(points, sizes, strict=True)]
    taken, spots = list(circles), []
    for town, (x, y), (ring, disc), circle in zip(towns, points, sizes, circles, strict=True):
        box, label_x, label_y, anchor = _label(town.name, x, y, circle, taken)
        taken.append(box)
        spots.append(Spot(town.name, x, y, ring, disc or _DOT, label_x, label_y, anchor))
    return Map(sheet.height, spots, _squares(sheet, courses))


class _Sheet:
    """Degrees to units: north is up, and a kilometre is as long in every direction."""

    def __init__(self, places: Sequence[Place]) -> None:
        north = max(place.latitude for place in places)
        south = min(place.latitude for place in places)
        self._shrink = cos(radians((north + south) / 2))
        self._west = min(place.longitude for place in places) * self._shrink
        self._north = north
        across = max(place.longitude for place in places) * self._shrink - self._west
        down = north - south
        wide, high = WIDTH - 2 * _SIDE, MOST_HEIGHT - 2 * _TOP
        self._scale = min(wide / across if across else wide, high / down if down else high)
        self._left = (WIDTH - across * self._scale) / 2
        self.height = round(down * self._scale + 2 * _TOP, 1)

    def point(self, place: Place) -> tuple[float, float]:
        x = self._left + (place.longitude * self._shrink - self._west) * self._scale
        return round(x, 1), round(_TOP + (self._north - place.latitude) * self._scale, 1)


def _radius(people: int | None, most: int) -> float:
    return round(_LARGEST * sqrt(people / most), 1) if people else 0.0


def _around(x: float, y: float, reach: float) -> _Box:
    return _Box(x - reach, y - reach, x + reach, y + reach)


def _label(
    name: str, x: float, y: float, circle: _Box, taken: Sequence[_Box]
) -> tuple[_Box, float, float, str]:
    """Below, above, right or left of the circle: wherever the name covers least."""
    wide = len(name) * _LETTER
    below, above = circle.bottom + _LINE - 2, circle.top - 4
    right, left, middle = circle.right + 4, circle.left - 4, y + 4
    choices = [
        (_line(x - wide / 2, below, wide), x, below, "middle"),
        (_line(x - wide / 2, above, wide), x, above, "middle"),
        (_line(right, middle, wide), right, middle, "start"),
        (_line(left - wide, middle, wide), left, middle, "end"),
    ]
    box, at, base, anchor = min(choices, key=lambda each: _trouble(each[0], circle, taken))
    return box, round(at, 1), round(base, 1), anchor


def _line(left: float, base: float, wide: float) -> _Box:
    return _Box(left, base - _LINE + 3, left + wide, base + 3)


def _trouble(box: _Box, own: _Box, taken: Sequence[_Box]) -> tuple[bool, int]:
    return not box.is_inside, sum(box.meets(other) for other in taken if other is not own)


def _squares(sheet: _Sheet, courses: Sequence[Place]) -> list[Square]:
    counted = Counter(map(sheet.point, courses))
    found = []
    for (x, y), number in sorted(counted.items()):
        side = _SQUARE + _MORE * (min(number, _MOST_COURSES) - 1)
        found.append(Square(round(x - side / 2, 1), round(y - side / 2, 1), side))
    return found
