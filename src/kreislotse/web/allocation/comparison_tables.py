"""The figures of two versions side by side, as rows of tables; no row is about one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from kreislotse.kernel.german import MINUS, NBSP, number
from kreislotse.web.allocation.comparison import Comparison, Side
from kreislotse.web.allocation.run_words import percent, points


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is, both sides in words, and by how much they differ."""

    label: Any
    a: str
    b: str
    change: str = ""


def change(a: float, b: float) -> str:
    """By how much the second number is larger or smaller."""
    if a == b:
        return say("gleich")
    sign = "+" if b > a else MINUS
    return f"{sign}{_one_place(abs(b - a))}"


def _one_place(value: float) -> str:
    """A number with one decimal place where it has one: 12, 12,5."""
    rounded = round(value, 1)
    if rounded == int(rounded):
        return number(int(rounded))
    return f"{rounded:.1f}".replace(".", ",")


def sure(figures: dict[str, Any]) -> str:
    """Whether nothing better is possible, or how much may be missing at most."""
    if figures["proven"]:
        return say("bewiesen bestmöglich")
    if figures["gap"] < 1e-4:
        return say("weniger als 0,01{space}%").format(space=NBSP)
    return say("höchstens {gap}").format(gap=percent(figures["gap"], 2))


def overview(a: Side, b: Side) -> list[Row]:
    first, second = a.figures, b.figures

    def counted(label: str, key: str) -> Row:
        old, new = first[key], second[key]
        return Row(label, number(old), number(new), change(old, new))

    return [
        counted(say("Plätze, die neu vergeben werden"), "placed"),
        counted(say("Plätze, die frei bleiben"), "free"),
        counted(say("Menschen, für die ein Kurs in Frage kommt"), "asking"),
        Row(say("Abstand zum Bestmöglichen"), sure(first), sure(second)),
        Row(say("Punkte"), points(first["objective"]), points(second["objective"])),
        Row(say("Punkte, die höchstens möglich sind"), _bound(first), _bound(second)),
        _split(first, second),
        *_waiting(a, b),
        *_ways(a, b),
        counted(say("Plätze vor Menschen, die auf der Liste weiter vorn stehen"), "out_of_order"),
    ]


def _bound(figures: dict[str, Any]) -> str:
    return points(int(figures["bound"]))


def _split(first: dict[str, Any], second: dict[str, Any]) -> Row:
    old, new = first["households"]["split"], second["households"]["split"]
    label = say("Haushalte, die nicht zusammen in einen Kurs kommen")
    return Row(label, number(old), number(new), change(old, new))


def _measured(label: str, values: Sequence[float | None], words: Callable[[float], str]) -> Row:
    a, b = values
    if a is None or b is None:
        shown = [say("nicht bekannt") if value is None else words(value) for value in (a, b)]
        return Row(label, shown[0], shown[1])
    return Row(label, words(a), words(b), change(a, b))


def _waiting(a: Side, b: Side) -> list[Row]:
    with_place = [side.weeks(side.new_places()) for side in (a, b)]
    without = [side.weeks(side.without_place()) for side in (a, b)]
    return [
        _measured(say("Mittlere Wartezeit der Menschen mit Platz"), with_place, _weeks),
        _measured(say("Mittlere Wartezeit der Menschen ohne Platz"), without, _weeks),
    ]


def _ways(a: Side, b: Side) -> list[Row]:
    known = [side.minutes() for side in (a, b)]
    middle = [median(ways) if ways else None for ways in known]
    longest = [max(ways, default=None) for ways in known]
    return [
        _measured(say("Mittlerer Weg zum Kurs"), middle, _minutes),
        _measured(say("Längster Weg zum Kurs"), longest, _minutes),
    ]


def _weeks(value: float) -> str:
    return say("{weeks} Wochen").format(weeks=_one_place(value))


def _minutes(value: float) -> str:
    return say("{minutes} Minuten").format(minutes=_one_place(value))


def movements(found: Comparison) -> list[tuple[str, int]]:
    return [
        (say("Platz nur nach Fassung A"), found.only_a),
        (say("Platz nur nach Fassung B"), found.only_b),
        (say("Platz nach beiden, aber in einem anderen Kurs"), found.other_course),
        (say("Platz nach beiden im selben Kurs"), found.same),
    ]


def groups(a: Side, b: Side) -> list[Row]:
    """By priority group, and those taken out of turn: how many of them get a place."""
    found = []
    for label, members in a.groups():
        asking, old = len(members), len(members & a.new_places().keys())
        new = len(members & b.new_places().keys())
        found.append(Row(label, _of(asking, old), _of(asking, new), change(old, new)))
    return found


def _of(asking: int, placed: int) -> str:
    return say("{placed} von {all}").format(placed=number(placed), all=number(asking))


@dataclass(frozen=True)
class Town:
    """A municipality: how many wait, and how many of those with a course get a place."""

    name: str
    people: int
    a: str
    a_share: str
    b: str
    b_share: str
    change: str


def towns(a: Side, b: Side) -> list[Town]:
    first, second = a.figures["towns"], b.figures["towns"]
    return [
        Town(
            name,
            old["people"],
            _of(old["eligible"], old["placed"]),
            percent(old["share"]),
            _of(second[name]["eligible"], second[name]["placed"]),
            percent(second[name]["share"]),
            change(old["placed"], second[name]["placed"]),
        )
        for name, old in sorted(first.items())
    ]


@dataclass(frozen=True)
class Promise:
    """What a municipality is promised under each version, and what that costs all together."""

    name: str
    a: str
    a_price: str
    b: str
    b_price: str


def promises(a: Side, b: Side) -> list[Promise]:
    """Empty where neither version promises anything."""
    if not any(side.version.floor_percent for side in (a, b)):
        return []
    first, second = a.figures["towns"], b.figures["towns"]
    return [
        Promise(name, *_promise(old), *_promise(second[name]))
        for name, old in sorted(first.items())
    ]


def _promise(town: dict[str, Any]) -> tuple[str, str]:
    if not town.get("floor"):
        return say("nichts zugesagt"), ""
    cost = town["price_points"], town["price_places"]
    if not any(cost):
        return percent(town["floor"]), say("kostet nichts")
    return percent(town["floor"]), _price(*cost)


def _price(cost: int, places: int) -> str:
    """Points, and places: fewer points can be more places, too."""
    if not places:
        return say("kostet {points}, aber keinen Platz").format(points=points(cost))
    many = ngettext("{n} Platz", "{n} Plätze", abs(places)).format(n=number(abs(places)))
    if places < 0:
        text = say("kostet {points}, bringt aber {places}")
    else:
        text = say("kostet {points} und {places}")
    return text.format(points=points(cost), places=many)
