"""What is said of a run: how sure it is, what its points are, and what comes next."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.allocation.models import Run
from kreislotse.allocation.staleness import as_reason
from kreislotse.allocation.states import RunState
from kreislotse.kernel.german import NBSP, number

# R-DP-40: so few of something may let people be recognised.
FEW = range(1, 3)
PARTS: dict[str, Any] = {
    "place": _("jeder Platz zählt"),
    "obliged": _("zur Teilnahme verpflichtet"),
    "benefits": _("Leistungen nach SGB II oder SGB III"),
    "training": _("vor einer Ausbildung oder Beschäftigung"),
    "week": _("Wochen des Wartens"),
    "jump": _("vorgezogen"),
}


def points(many: int) -> str:
    """So many points, with the thousands apart."""
    return ngettext("{number} Punkt", "{number} Punkte", many).format(number=number(many))


def percent(part: float, places: int = 1) -> str:
    """A part of one as a percentage."""
    return f"{part * 100:.{places}f}{NBSP}%".replace(".", ",")


def how_sure(run: Run) -> str:
    """Whether nothing better is possible, or how far away it may be at most."""
    if run.proven:
        return say("Bewiesen bestmöglich: Nach diesen Kriterien kann keine Vergabe besser sein.")
    return say("Nachgerechnet: Bis zum überhaupt Möglichen fehlen höchstens {gap}.").format(
        gap=gap_of(run)
    )


def gap_of(run: Run) -> str:
    """How much of the bound may be missing at most."""
    if run.proven or not run.bound:
        return percent(0)
    gap = (run.bound - run.objective) / run.bound
    return say("weniger als 0,01{space}%").format(space=NBSP) if gap < 1e-4 else percent(gap, 2)


def next_step(run: Run, *, signs: bool, own: bool) -> str:
    """What is to be done with the run now; `own` says that the reader proposed or changed it."""
    if run.state == RunState.PROPOSED and own:
        return say(
            "Als Nächstes gibt eine zweite Person den Vorschlag frei. Wer ihn gemacht oder "
            "geändert hat, kann das nicht selbst."
        )
    if run.state == RunState.PROPOSED and signs:
        return say("Als Nächstes: Prüfen Sie den Vorschlag, und geben Sie ihn frei.")
    return {
        RunState.PROPOSED: say("Als Nächstes wird der Vorschlag freigegeben."),
        RunState.SIGNED: say("Als Nächstes werden die Plätze angeboten."),
        RunState.SENT: say("Die Plätze sind angeboten. Wird einer frei, rückt jemand nach."),
        RunState.DISCARDED: say("Dieser Vorschlag ist verworfen. Er gibt niemandem einen Platz."),
    }[RunState(run.state)]


def bars_in_words(against: Iterable[str]) -> str:
    """What bars a course for somebody; each is a sentence of its own."""
    return ". ".join(str(as_reason(each).label) for each in against)
