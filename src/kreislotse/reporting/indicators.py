"""What each number of the funnel means: definition, unit, kind and source (R-REP-01)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.reporting.funnel_flows import STAGE_NAMES, Stage


class Kind(StrEnum):
    """A stock holds on a day, a flow grows up to it; the two are never added (R-REP-02)."""

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"


KIND_NAMES = {
    Kind.STOCK: _("Bestand am Stichtag"),
    Kind.FLOW: _("aufgelaufen bis zum Stichtag"),
    Kind.RATE: _("Verhältnis"),
}
PEOPLE = _("Personen")
_AGENCY = _("Rückmeldung der empfangenden Stelle")


@dataclass(frozen=True)
class Indicator:
    """One number; `version` changes with its definition."""

    title: Any
    kind: Kind
    unit: Any
    definition: Any
    source: Any
    version: int = 1

    @property
    def kind_name(self) -> Any:
        return KIND_NAMES[self.kind]


def _flow(stage: Stage, definition: Any, source: Any) -> Indicator:
    return Indicator(STAGE_NAMES[stage], Kind.FLOW, PEOPLE, definition, source)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        _("Leistungsberechtigte"),
        Kind.STOCK,
        PEOPLE,
        _("Wer nach dem Asylbewerberleistungsgesetz Leistungen bezieht. Letzte eingetragene Zahl."),
        _("die bei der Zahl genannte Statistik"),
    ),
    _flow(
        Stage.REPORTED,
        _("Zur Abfrage gemeldet und für den Kreis freigegeben."),
        _("Freigabe der Stadt oder Gemeinde"),
    ),
    _flow(
        Stage.ELIGIBLE,
        _(
            "Der Kreis hat die Voraussetzungen einmal bejaht; wo noch niemand entschieden hat, "
            "zählt das Ergebnis der Regeln."
        ),
        _("Entscheidung des Kreises oder Prüfung nach den Regeln"),
    ),
    _flow(
        Stage.TRANSMITTED,
        _("Steht auf einer abgesandten Übermittlung zu dieser Abfrage."),
        _("Übermittlungen des Kreises"),
    ),
    _flow(Stage.ACCEPTED, _("Zu der Person ist „angenommen“ zurückgemeldet."), _AGENCY),
    _flow(
        Stage.STARTED,
        _("Die Förderung hat begonnen, oder es gibt schon ein Ergebnis."),
        _AGENCY,
    ),
    _flow(
        Stage.OUTCOME,
        _("Mindestens ein Ergebnis ist festgehalten, zum Beispiel Arbeit oder ein Kurs."),
        _("Ergebnis mit seiner Quelle am Datensatz"),
    ),
    Indicator(
        _("je 100 Leistungsberechtigte"),
        Kind.RATE,
        _("Personen je 100"),
        _("Gemeldete geteilt durch Leistungsberechtigte, mal 100. Nur, wo es die Zahl gibt."),
        _("berechnet"),
    ),
)
