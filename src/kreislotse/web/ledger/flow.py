"""Where the money is: from the award to its proof, as a picture, a table and a file.

Every bar is as long as its share of what was awarded, in per cent of the width, so that the
picture fits a phone without its text shrinking; positions down are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.kernel.german import decimal
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.queries import standing
from kreislotse.ledger.states import STAGES
from kreislotse.ledger.states import AccountKind as K
from kreislotse.web.listing import Column, Listing

BAR, LINE, TITLE, GAP = 24, 22, 22, 14
# A number fits into a part of this share of the width, on a phone as well.
ROOM = Fraction(7, 100)

# Stage by stage: what has got so far comes first, beside it what has stayed behind.
_STAGES: tuple[tuple[Any, tuple[tuple[Any, tuple[K, ...]], ...]], ...] = (
    (_("Bewilligung"), ((_("bewilligt"), STAGES["awarded"]),)),
    (
        _("Vom Land"),
        (
            (_("eingegangen"), STAGES["drawn"]),
            (_("abgerufen"), (K.REQUESTED,)),
            (_("noch nicht abgerufen"), (K.UNDRAWN,)),
        ),
    ),
    (
        _("Verplant"),
        (
            (_("insgesamt gebunden"), STAGES["committed"]),
            (_("zurückgegeben"), STAGES["returned"]),
            (_("frei"), (K.AVAILABLE,)),
        ),
    ),
    (
        _("Vom Gebundenen"),
        ((_("ausgezahlt"), STAGES["paid"]), (_("noch nicht ausgezahlt"), (K.COMMITTED,))),
    ),
    (
        _("Vom Ausgezahlten"),
        ((_("nachgewiesen"), STAGES["proven"]), (_("noch nicht nachgewiesen"), (K.PAID,))),
    ),
)


@dataclass(frozen=True)
class Figure:
    """An amount at a stage, with its share of the award; its number leads from picture to table."""

    number: int
    stage: Any
    label: Any
    amount: Money
    share: Fraction

    @property
    def per_cent(self) -> str:
        return f"{decimal(self.share * 100, 1)}\u00a0%"


@dataclass(frozen=True)
class Part:
    """A part of a bar; the first of its stage is what has got so far."""

    figure: Figure
    x: str
    width: str
    middle: str
    first: bool
    label_y: int


@dataclass(frozen=True)
class Bar:
    """A stage; the band leads from its bar down to the next one."""

    title: Any
    title_y: int
    y: int
    text_y: int
    parts: list[Part]
    band_y: int
    band_width: str
    band_height: int


@dataclass(frozen=True)
class Flow:
    """The figures of the flow, and its drawing where there is something to draw."""

    figures: list[Figure]
    bars: list[Bar]
    height: int
    address: str

    @property
    def awarded(self) -> Money:
        return self.figures[0].amount


def flow_of(books: Any, *, address: str = "") -> dict[str, Flow]:
    """The context of ledger/flow.html for these books; `address` gives the figures as a file."""
    figures = figures_of(books)
    bars, height = _bars(figures) if figures[0].amount else ([], 0)
    return {"flow": Flow(figures, bars, height, address)}


def figures_of(books: Any) -> list[Figure]:
    """All amounts of all stages, in the order of the flow."""
    held = standing(books)
    awarded = total([held[kind] for kind in STAGES["awarded"]])
    found: list[Figure] = []
    for stage, parts in _STAGES:
        for label, kinds in parts:
            amount = total([held[kind] for kind in kinds])
            share = Fraction(amount.cents, awarded.cents) if awarded else Fraction(0)
            found.append(Figure(len(found) + 1, stage, label, amount, share))
    return found


FLOW = Listing(
    _("Wo ist das Geld?"),
    [
        Column("number", _("Nr."), lambda figure: figure.number),
        Column("stage", _("Stufe"), lambda figure: figure.stage),
        Column("label", _("Davon"), lambda figure: figure.label),
        Column("amount", _("Betrag"), lambda figure: figure.amount, numeric=True),
        Column("share", _("Anteil"), lambda figure: figure.per_cent, numeric=True),
    ],
    _("Noch ist nichts bewilligt."),
    searchable=False,
    file_name="geldfluss",
)


def _bars(figures: Sequence[Figure]) -> tuple[list[Bar], int]:
    stages = [(title, [each for each in figures if each.stage is title]) for title, _ in _STAGES]
    drawn = [(title, [each for each in own if each.amount]) for title, own in stages]
    drawn = [(title, own) for title, own in drawn if own]
    bars, y = [], 0
    for place, (title, own) in enumerate(drawn):
        below = drawn[place + 1][1] if place + 1 < len(drawn) else []
        top = y + TITLE
        height = len(own) * LINE + GAP
        bars.append(
            Bar(
                title=title,
                title_y=y + TITLE - 6,
                y=top,
                text_y=top + BAR - 7,
                parts=_parts(own, top + BAR),
                band_y=top + BAR,
                band_width=_per_cent(sum((each.share for each in below), Fraction(0))),
                band_height=height + TITLE,
            )
        )
        y = top + BAR + height
    return bars, y


def _parts(figures: Sequence[Figure], bottom: int) -> list[Part]:
    parts, x = [], Fraction(0)
    for place, figure in enumerate(figures, start=1):
        middle = _per_cent(x + figure.share / 2) if figure.share >= ROOM else ""
        first = figure.label is dict(_STAGES)[figure.stage][0][0]
        width, label_y = _per_cent(figure.share), bottom + place * LINE - 5
        parts.append(Part(figure, _per_cent(x), width, middle, first, label_y))
        x += figure.share
    return parts


def _per_cent(share: Fraction) -> str:
    return f"{float(share * 100):.3f}%"


def in_hand(books: Any) -> Money:
    """What has come in and is neither paid out nor paid back; below zero, what was advanced."""
    held = standing(books)
    return total([held[K.DRAWN], ZERO - held[K.PAID], ZERO - held[K.PROVEN]])
