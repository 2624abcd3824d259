"""What must hold between the values of a facts file, each of which may be fine by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from kreislotse.sample.facts_schema import TEXT, Facts, ListOf, keys_of
from kreislotse.sample.facts_values import Unknown, quoted
from kreislotse.sample.stages import StageKind, kind_of_stage

Contradiction = tuple[str, str]


def contradictions(facts: Facts) -> Iterator[Contradiction]:
    """The fields that contradict others, with a sentence; unknown values contradict nothing."""
    yield from _repeated_texts(facts, "")
    yield from _repeated_clause_numbers(facts)
    yield from _stages_out_of_order(facts)
    yield from _more_staff_here_than_in_all(facts)


def _repeated_texts(section: Any, path: str) -> Iterator[Contradiction]:
    """Entries that stand twice in a list of texts, such as a municipality."""
    form: type = type(section)
    for key in keys_of(form).values():
        value = getattr(section, key.attribute)
        at = f"{path}{key.name}"
        if is_dataclass(value):
            yield from _repeated_texts(value, f"{at}.")
        elif isinstance(value, tuple) and isinstance(key.kind, ListOf) and key.kind.item == TEXT:
            sentence = "{} steht zweimal in der Liste. Löschen Sie einen der Einträge."
            yield from _repeated(
                ((f"{at}[{index}]", text) for index, text in enumerate(value)), sentence
            )
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if is_dataclass(item):
                    yield from _repeated_texts(item, f"{at}[{index}].")


def _repeated_clause_numbers(facts: Facts) -> Iterator[Contradiction]:
    numbers = (
        (f"resolution.clauses[{index}].number", str(clause.number))
        for index, clause in _known(facts.resolution.clauses)
        if not isinstance(clause.number, Unknown)
    )
    yield from _repeated(numbers, "Die Nummer {} trägt schon ein anderer Beschlusspunkt.")


def _repeated(
    entries: Iterable[tuple[str, str | Unknown]], sentence: str
) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for field, text in entries:
        if isinstance(text, Unknown):
            continue
        if text.casefold() in seen:
            yield field, sentence.format(quoted(text))
        seen.add(text.casefold())


def _stages_out_of_order(facts: Facts) -> Iterator[Contradiction]:
    """A request follows the resolution that orders it; a letter of consent follows the request."""
    resolved = facts.resolution.date
    sent = _day_of_request(facts)
    for index, stage in _known(facts.ki_application.stages):
        at = f"ki_application.stages[{index}]"
        if isinstance(stage.sent, date) and isinstance(resolved, date) and stage.sent < resolved:
            yield (
                f"{at}.sent",
                _too_early(f"Antrag vom {_day(stage.sent)}", "Beschluss", resolved),
            )
        if isinstance(stage.letter_of, date) and sent and stage.letter_of < sent:
            yield (
                f"{at}.letter_of",
                _too_early(f"Brief vom {_day(stage.letter_of)}", "Antrag", sent),
            )


def _day_of_request(facts: Facts) -> date | None:
    """The day of the first request, wherever it stands; other letters may be sent at any time."""
    days = [
        stage.sent
        for _index, stage in _known(facts.ki_application.stages)
        if isinstance(stage.sent, date) and kind_of_stage(stage) == StageKind.REQUEST
    ]
    return min(days, default=None)


def _too_early(what: str, cause: str, day: date) -> str:
    return f"Der {what} liegt vor dem {cause} vom {_day(day)}. Prüfen Sie beide Tage."


def _more_staff_here_than_in_all(facts: Facts) -> Iterator[Contradiction]:
    staff = facts.early_intervention.agency_staff
    here, all_in_all = staff.of_which_in_district, staff.new_in_agency_district
    if isinstance(here, int) and isinstance(all_in_all, int) and here > all_in_all:
        yield (
            "early_intervention.agency_staff.of_which_in_district",
            (
                f"Im Kreis sind es {here}, im ganzen Agenturbezirk aber nur {all_in_all}. "
                "Prüfen Sie beide Zahlen."
            ),
        )


def _known(items: Any) -> Iterator[tuple[int, Any]]:
    if isinstance(items, tuple):
        yield from (
            (index, item) for index, item in enumerate(items) if not isinstance(item, Unknown)
        )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
