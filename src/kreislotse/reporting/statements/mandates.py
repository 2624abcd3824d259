"""Sentences about what the council ordered."""

from collections.abc import Iterator

from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.mandates.models import Clause, Resolution
from kreislotse.mandates.rules import unanimity
from kreislotse.mandates.states import Result, Unanimity
from kreislotse.reporting.facts import Fact, Reader, Statement
from kreislotse.reporting.statements.wording import is_task, is_whole

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
        yield _decision(resolution, read, has_clauses=bool(own))
        yield from (_clause(clause, read) for clause in own)
        if resolution.also_decided:
            yield _also_decided(resolution, read)


def _decision(resolution: Resolution, read: Reader, *, has_clauses: bool) -> Statement:
    meeting = resolution.agenda_item.meeting
    body = german.with_article(meeting.body.name, meeting.body.gender)  # type: ignore[arg-type]
    template, vote = _vote(resolution, read)
    facts = {
        "body": read.text(
            "Gremium", meeting.body.name, "Wer beschlossen hat", meeting.body, shown=body
        ),
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
    return Statement(
        f"mandates.resolution.{resolution.pk}",
        f"{{body}} hat am {{day}} {template}Folgendes {{result}}:",
        facts,
        starts_paragraph=True,
    )


def _vote(resolution: Resolution, read: Reader) -> tuple[str, dict[str, Fact]]:
    """How it was voted, in words, with the counts as facts (R-MAN-02)."""
    counts = {
        "votes_for": ("Ja-Stimmen", resolution.votes_for),
        "votes_against": ("Gegenstimmen", resolution.votes_against),
        "abstentions": ("Enthaltungen", resolution.abstentions),
        "biased": ("Befangene", resolution.biased),
    }
    one = {
        "votes_for": "Ja-Stimme",
        "votes_against": "Gegenstimme",
        "abstentions": "Enthaltung",
        "biased": "befangenes Mitglied",
    }
    many = {
        "votes_for": "Ja-Stimmen",
        "votes_against": "Gegenstimmen",
        "abstentions": "Enthaltungen",
        "biased": "befangene Mitglieder",
    }
    facts = {
        slot: read.count(
            name,
            value,
            name,
            _VOTE,
            resolution,
            shown=_counted(value, one[slot], many[slot]) if value is not None else "",
        )
        for slot, (name, value) in counts.items()
    }
    known = [slot for slot, (_, value) in counts.items() if value is not None]
    if "votes_for" not in known or "votes_against" not in known:
        facts["vote"] = read.text("Abstimmung", None, _VOTE, resolution)
        return "(Stimmenverhältnis {vote}) ", facts
    listed = german.join([f"{{{slot}}}" for slot in known])
    verdict = unanimity(resolution.votes_for, resolution.votes_against, resolution.abstentions)
    if verdict in (Unanimity.UNANIMOUS, Unanimity.WITH_ABSTENTIONS):
        said = "einstimmig"
    else:
        said = "mehrheitlich" if resolution.votes_for > resolution.votes_against else "im Ergebnis"
    facts["majority"] = read.text(
        "Mehrheit", said, "Einstimmig: keine Gegenstimme und mindestens eine Ja-Stimme", resolution
    )
    return f"{{majority}} ({listed}) ", facts


def _counted(value: int, one: str, many: str) -> str:
    if value == 0:
        return f"{'kein' if one.endswith('Mitglied') else 'keine'} {one}"
    return german.enumerate_plural(value, one, many)


def _clause(clause: Clause, read: Reader) -> Statement:
    rule = f" {clause.hard_rule}" if clause.hard_rule else ""
    facts = {
        "number": read.text("Ziffer", clause.number, "Ziffer des Beschlusses", clause),
        "task": read.text("Auftrag", clause.text, "Was der Beschluss aufgibt", clause),
        "state": read.text("Stand", clause.get_state_display(), "Stand der Umsetzung", clause),
    }
    if rule:
        facts["rule"] = read.text(
            "Strenge Vorgabe", clause.hard_rule, "Was dabei ohne Ausnahme gilt", clause
        )
    lead = "Die Verwaltung wird beauftragt, {task}" if is_task(clause.text) else "{task}"
    end = "" if is_whole(clause.text) else "."
    template = f"Ziffer {{number}}: {lead}{end}{' {rule}' if rule else ''}"
    return Statement(f"mandates.clause.{clause.pk}", template, facts, form="item")


def _also_decided(resolution: Resolution, read: Reader) -> Statement:
    records = [resolution, *([resolution.sets_up] if resolution.sets_up else [])]
    text = resolution.also_decided.rstrip(".")
    facts = {
        "also": read.text("Weiterer Beschluss", text, "In derselben Sitzung beschlossen", *records)
    }
    lead = "Außerdem wurde beschlossen, {also}." if is_task(text) else "Außerdem: {also}."
    return Statement(f"mandates.also.{resolution.pk}", lead, facts, starts_paragraph=True)
