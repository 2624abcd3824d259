"""Sentences about what the council ordered."""

from collections.abc import Iterator

from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.mandates.models import Clause, Meeting, Resolution
from kreislotse.mandates.rules import unanimity
from kreislotse.mandates.states import Result, Unanimity
from kreislotse.reporting.facts import Fact, Reader, Statement
from kreislotse.reporting.statements.wording import ended, is_task, is_whole

_RESULTS = {
    Result.ADOPTED: "beschlossen",
    Result.ADOPTED_UNCHANGED: "ungeändert beschlossen",
    Result.ADOPTED_CHANGED: "mit Änderungen beschlossen",
}
_VOTE = "Abgegebene Stimmen laut Niederschrift; Befangene stimmen nicht mit."


def statements(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The resolutions that the initiative carries out, each with its clauses."""
    clauses = initiative.clauses.select_related(
        "resolution__agenda_item__meeting__body", "resolution__sets_up"
    ).order_by("resolution__agenda_item__meeting__held_on", "resolution_id", "number", "pk")
    by_resolution: dict[Resolution, list[Clause]] = {}
    for clause in clauses:
        by_resolution.setdefault(clause.resolution, []).append(clause)
    for resolution, own in by_resolution.items():
        yield _decision(resolution, read)
        yield from (_clause(clause, read) for clause in sorted(own, key=_place_of))
        if _outcome_is_open(resolution):
            yield _open_outcome(resolution, read)
        if resolution.also_decided:
            yield _also_decided(resolution, read)


def _decision(resolution: Resolution, read: Reader) -> Statement:
    meeting = resolution.agenda_item.meeting
    template, vote = _vote(resolution, read)
    facts = {
        "body": _body(meeting, read),
        "day": read.day("Tag des Beschlusses", meeting.held_on, "Tag der Sitzung", meeting),
        "result": read.text(
            "Ergebnis",
            resolution.result,
            "Ergebnis der Beratung",
            resolution,
            shown=_RESULTS.get(Result(resolution.result), "beraten"),
        ),
        **vote,
    }
    who = "{body} hat" if meeting.body else "Ein Gremium ({body}) hat"
    when = "am {day}" if meeting.held_on else "(Tag: {day})"
    result = "Folgendes {result}"
    if _outcome_is_open(resolution):
        facts.pop("result")
        result = "über Folgendes abgestimmt"
    return Statement(
        f"mandates.resolution.{resolution.pk}",
        f"{who} {when} {template}{result}:",
        facts,
        starts_paragraph=True,
    )


def _outcome_is_open(resolution: Resolution) -> bool:
    """Whether the votes contradict a decision: a motion without a majority is not adopted."""
    votes_for, votes_against = resolution.votes_for, resolution.votes_against
    if resolution.result not in _RESULTS or votes_for is None or votes_against is None:
        return False
    return votes_for <= votes_against


def _open_outcome(resolution: Resolution, read: Reader) -> Statement:
    result = read.text("Ergebnis", None, "Nach den Stimmen keine Mehrheit", resolution)
    return Statement(
        f"mandates.outcome.{resolution.pk}",
        "Eine Mehrheit der Ja-Stimmen ergibt sich daraus nicht; das Ergebnis ist {result}.",
        {"result": result},
        starts_paragraph=True,
    )


def _place_of(clause: Clause) -> tuple[int, int]:
    """By number, those without one last."""
    number = int(clause.number) if clause.number.isdecimal() else 1000
    return number, clause.pk


def _body(meeting: Meeting, read: Reader) -> Fact:
    body = meeting.body
    if body is None:
        return read.text("Gremium", None, "Wer beschlossen hat", meeting)
    shown = german.with_article(body.name, body.gender)  # type: ignore[arg-type]
    return read.text("Gremium", body.name, "Wer beschlossen hat", body, shown=shown)


_VOTES = (
    ("votes_for", "Ja-Stimmen", "Ja-Stimme"),
    ("votes_against", "Gegenstimmen", "Gegenstimme"),
    ("abstentions", "Enthaltungen", "Enthaltung"),
    ("biased", "Mitglieder", "Mitglied"),
)


def _vote(resolution: Resolution, read: Reader) -> tuple[str, dict[str, Fact]]:
    """How it was voted, in words, with the counts as facts (R-MAN-02)."""
    facts = {}
    for slot, many, one in _VOTES:
        value = getattr(resolution, slot)
        shown = "" if value is None else _counted(value, one, many)
        facts[slot] = read.count(many, value, many, _VOTE, resolution, shown=shown)
    listed = [
        f"{{{slot}}}" if getattr(resolution, slot) is not None else f"{many}: {{{slot}}}"
        for slot, many, _one in _VOTES[:3]
    ]
    counts = f"({german.join(listed)}; befangen: {{biased}})"
    said = _majority(resolution)
    if not said:
        return f"{counts} ", facts
    definition = "Einstimmig: keine Gegenstimme und mindestens eine Ja-Stimme"
    facts["majority"] = read.text("Mehrheit", said, definition, resolution)
    return f"{{majority}} {counts} ", facts


def _majority(resolution: Resolution) -> str:
    """Unanimity or majority as the counts say it; nothing while they do not."""
    votes_for, votes_against = resolution.votes_for, resolution.votes_against
    if votes_for is None or votes_against is None:
        return ""
    verdict = unanimity(votes_for, votes_against, resolution.abstentions)
    if verdict in (Unanimity.UNANIMOUS, Unanimity.WITH_ABSTENTIONS):
        return "einstimmig"
    return "mehrheitlich" if votes_for > votes_against else ""


def _counted(value: int, one: str, many: str) -> str:
    if value == 0:
        return "niemand" if one == "Mitglied" else f"keine {one}"
    return german.enumerate_plural(value, one, many)


def _clause(clause: Clause, read: Reader) -> Statement:
    rule = clause.hard_rule
    numbered = not clause.number.startswith("(")
    facts = {
        "number": read.text(
            "Ziffer", clause.number if numbered else None, "Ziffer des Beschlusses", clause
        ),
        "task": read.text("Auftrag", clause.text, "Was der Beschluss aufgibt", clause),
        "state": read.text("Stand", clause.get_state_display(), "Stand der Umsetzung", clause),
    }
    if rule:
        facts["rule"] = read.text(
            "Strenge Vorgabe", clause.hard_rule, "Was dabei ohne Ausnahme gilt", clause
        )
    lead = "Die Verwaltung wird beauftragt, {task}" if is_task(clause.text) else "{task}"
    end = "" if is_whole(clause.text) else "."
    template = f"Ziffer {{number}}: {lead}{end}"
    if rule:
        template += f" {ended('rule', rule)}"
    return Statement(f"mandates.clause.{clause.pk}", template, facts, form="item")


def _also_decided(resolution: Resolution, read: Reader) -> Statement:
    records = [resolution, *([resolution.sets_up] if resolution.sets_up else [])]
    text = resolution.also_decided.rstrip(".")
    facts = {
        "also": read.text("Weiterer Beschluss", text, "In derselben Sitzung beschlossen", *records)
    }
    lead = "Außerdem wurde beschlossen, {also}." if is_task(text) else "Außerdem: {also}."
    return Statement(f"mandates.also.{resolution.pk}", lead, facts, starts_paragraph=True)
