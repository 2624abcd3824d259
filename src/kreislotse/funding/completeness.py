"""What an application still lacks: the nine parts of the model form, and the programme's annexes.

Pure: the facts are passed in. Mandatory is what the guideline of the day demands; without one in
force only the sum and the declaration that nothing has begun (R-GRT-03).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from kreislotse.kernel.money import ZERO, Money


class Status(StrEnum):
    OK = "ok"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class Annex(NamedTuple):
    """An annex that the programme asks for, and whether it is there."""

    code: str
    title: str
    mandatory: bool
    present: bool


@dataclass(frozen=True)
class Facts:
    """What is known of an application; `ruled` says that a guideline was in force on its day."""

    ruled: bool = False
    lump_sum: bool = False
    full_financing: bool = False
    applicant_has_key: bool = False
    period: bool = False
    lines: bool = False
    cost_known: bool = False
    uncovered: Money | None = None
    requested: bool = False
    need: bool = False
    funding_need: bool = False
    financial_effects: bool = False
    not_begun: bool = False
    early_start: bool = False
    input_tax_said: bool = False
    needs_consent: bool = False
    consented: bool = False
    annexes: Sequence[Annex] = ()


class Item(NamedTuple):
    """One point of the list: which part of the form, how it stands, and what to do about it."""

    part: int
    code: str
    title: Any
    status: Status
    todo: Any
    mandatory: bool

    @property
    def blocks(self) -> bool:
        return self.mandatory and self.status == Status.MISSING


def checklist(facts: Facts) -> list[Item]:
    """Every point in the order of the form."""
    items = [*_measure(facts), *_money(facts), *_reasons(facts), *_declarations(facts)]
    items += [*_annexes(facts), _examination()]
    if not facts.lump_sum:
        return items
    # A lump sum is paid by law without an application: only its sum is of interest.
    return [item if item.code == "sum" else _waived(item) for item in items]


def blocking(items: Sequence[Item]) -> list[Item]:
    """What must be there before anybody approves."""
    return [item for item in items if item.blocks]


def _waived(item: Item) -> Item:
    return item._replace(status=Status.NOT_NEEDED, todo="", mandatory=False)


def _item(part: int, code: str, title: Any, done: bool, todo: Any, mandatory: bool) -> Item:
    status = Status.OK if done else Status.MISSING
    return Item(part, code, title, status, "" if done else todo, mandatory)


def _measure(facts: Facts) -> Iterator[Item]:
    yield _item(
        1,
        "key",
        _("Antragsteller mit Gemeindeschlüssel"),
        facts.applicant_has_key,
        _("Bei der Organisation fehlt der amtliche Gemeindeschlüssel."),
        False,
    )
    yield _item(
        2,
        "period",
        _("Zeitraum der Maßnahme"),
        facts.period,
        _("Tragen Sie unter „Ändern“ Beginn und Ende ein."),
        facts.ruled,
    )


def _money(facts: Facts) -> Iterator[Item]:
    yield _item(
        3,
        "plan",
        _("Finanzierungsplan"),
        facts.lines and facts.cost_known and not facts.uncovered,
        _plan_todo(facts),
        facts.ruled,
    )
    yield _item(
        4,
        "sum",
        _("Beantragte Summe"),
        facts.requested,
        _("Tragen Sie die beantragte Summe ein."),
        True,
    )


def _plan_todo(facts: Facts) -> Any:
    if not facts.lines:
        return _("Nehmen Sie auf, wofür das Geld ist: Stellen oder Summen.")
    if not facts.cost_known:
        return _("Ein Anteil oder ein Fördersatz fehlt. Tragen Sie ihn ein.")
    if facts.uncovered is not None and facts.uncovered > ZERO:
        return _("Ein Teil der Kosten ist nicht gedeckt. Ergänzen Sie die Mitfinanzierung.")
    return _("Es ist mehr Geld eingeplant, als die Maßnahme kostet. Prüfen Sie die Beträge.")


def _reasons(facts: Facts) -> Iterator[Item]:
    yield _item(
        5,
        "need",
        _("Notwendigkeit der Maßnahme"),
        facts.need,
        _("Begründen Sie die Maßnahme: Ziel, Konzept, Alternativen, Nutzen."),
        facts.ruled,
    )
    yield _item(
        5,
        "funding_need",
        _("Notwendigkeit der Förderung"),
        facts.funding_need,
        _("Begründen Sie, warum eigene Mittel nicht reichen."),
        facts.ruled or facts.full_financing,
    )
    yield _item(
        6,
        "effects",
        _("Finanzielle Auswirkungen"),
        facts.financial_effects,
        _("Beschreiben Sie Folgekosten und wie sie getragen werden."),
        facts.ruled,
    )


def _declarations(facts: Facts) -> Iterator[Item]:
    yield _item(
        7,
        "not_begun",
        _("Erklärung: noch nicht begonnen, oder vorzeitiger Beginn erlaubt"),
        facts.not_begun or facts.early_start,
        _("Geben Sie die Erklärung ab, oder tragen Sie den erlaubten Beginn ein."),
        True,
    )
    yield _item(
        7,
        "input_tax",
        _("Erklärung zum Vorsteuerabzug"),
        facts.input_tax_said,
        _("Erklären Sie, ob Vorsteuer abgezogen wird."),
        facts.ruled,
    )


def _annexes(facts: Facts) -> Iterator[Item]:
    if facts.needs_consent:
        yield _item(
            8,
            "consent",
            _("Grundsätzliche Zustimmung"),
            facts.consented,
            _("Sie muss vorliegen, bevor der Antrag gestellt wird."),
            False,
        )
    for annex in facts.annexes:
        yield _item(
            8,
            f"annex-{annex.code}",
            annex.title,
            annex.present,
            _("Fügen Sie die Anlage bei."),
            annex.mandatory,
        )
    if not facts.annexes:
        yield Item(8, "annexes", _("Anlagen"), Status.NOT_NEEDED, "", False)


def _examination() -> Item:
    title, todo = _("Prüfvermerk"), _("Entsteht, wenn eine zweite Person freigibt.")
    return Item(9, "examination", title, Status.NOT_NEEDED, todo, False)
