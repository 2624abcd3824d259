"""Sentences about whom a programme is meant for and what the municipalities were asked."""

from collections.abc import Iterator

from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.organisations.naming import full
from kreislotse.participants.models import Call
from kreislotse.participants.states import CallState, ResponseState
from kreislotse.reporting.facts import Reader, Statement
from kreislotse.reporting.statements.people import people

TOWNS = ("Stadt oder Gemeinde", "Städten und Gemeinden")


def target_group(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The criteria of the target group, one by one."""
    criteria = list(initiative.criteria.order_by("position"))
    if not criteria:
        return
    facts = {
        "number": read.count(
            "Merkmale", len(criteria), "Merkmale", "Merkmale der Zielgruppe", *criteria
        )
    }
    yield Statement(
        f"participants.criteria.{initiative.pk}",
        "Die Zielgruppe ist so beschrieben:",
        facts,
        starts_paragraph=True,
    )
    for criterion in criteria:
        yield Statement(
            f"participants.criterion.{criterion.pk}",
            "{text}",
            {"text": read.text("Merkmal", criterion.text, "Merkmal der Zielgruppe", criterion)},
            form="item",
        )


def calls(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """What the district asked of the municipalities, and how far the answers have come."""
    found = initiative.calls.select_related("recipient").prefetch_related("parts__responses")
    for call in found.order_by("pk"):
        if call.state != CallState.DRAFT:
            yield _call(call, read)
            yield from (_part(part, read) for part in call.parts.all())
            yield from _answers(call, read)
            yield from people(call, read)


def _call(call: Call, read: Reader) -> Statement:
    responses = [response for part in call.parts.all() for response in part.responses.all()]
    towns = {response.municipality_id for response in responses}
    facts = {
        "district": read.text(
            "Wer fragt",
            call.owner.name,
            "Wer die Abfrage führt",
            call.owner,
            shown=full(call.owner),
        ),
        "towns": read.count(
            "Befragte Kommunen",
            len(towns) or None,
            "Städte und Gemeinden",
            "Städte und Gemeinden, an die die Abfrage ging",
            call,
            *responses,
            shown=_of_towns(len(towns)),
        ),
        "state": read.text("Stand", call.get_state_display(), "Stand der Abfrage", call),
    }
    where = "bei {towns}" if towns else "(bei wem: {towns})"
    template = f"{{district}} hat {where} folgende Angaben abgefragt"
    if call.state in (CallState.FORWARDED, CallState.CLOSED) and call.recipient:
        facts["recipient"] = read.text(
            "Empfänger",
            call.recipient.name,
            "Wer die Angaben bekommt",
            call.recipient,
            call,
            shown=full(call.recipient, "acc"),
        )
        template = f"{{district}} hat {where} folgende Angaben zusammengetragen"
        template += " und an {recipient} weitergeleitet"
    elif call.state in (CallState.FORWARDED, CallState.CLOSED):
        template = f"{{district}} hat {where} folgende Angaben zusammengetragen und weitergeleitet"
    if call.forwarded_on:
        facts["forwarded"] = read.day("Weitergeleitet", call.forwarded_on, "Tag", call)
        template += " ({forwarded})"
    return Statement(f"participants.call.{call.pk}", template + ":", facts, starts_paragraph=True)


def _of_towns(number: int) -> str:
    counted = german.count(number, TOWNS[0], TOWNS[1], gender="f", case="dat")
    return counted if number == 1 else f"den {counted}"


def _part(part, read: Reader) -> Statement:
    facts = {"text": read.text("Angabe", part.text, "Was abgefragt wurde", part)}
    return Statement(f"participants.part.{part.pk}", "{text}", facts, form="item")


def _answers(call: Call, read: Reader) -> Iterator[Statement]:
    """How many have answered, said "nobody", or are silent; only where answers were recorded."""
    states: dict[int, set[str]] = {}
    responses = [response for part in call.parts.all() for response in part.responses.all()]
    for response in responses:
        states.setdefault(response.municipality_id, set()).add(response.state)
    recorded = {ResponseState.ANSWERED, ResponseState.NIL_RETURN}
    if not any(found & recorded for found in states.values()):
        return
    answered = sum(ResponseState.ANSWERED in found for found in states.values())
    nil = sum(found == {ResponseState.NIL_RETURN} for found in states.values())
    silent = len(states) - answered - nil
    facts = {
        "answered": read.count(
            "Antworten", answered, "Kommunen", "Mindestens ein Teil beantwortet", *responses
        ),
        "nil": read.count(
            "Fehlanzeigen", nil, "Kommunen", "Ausdrücklich nichts zu melden (R-CAN-11)", *responses
        ),
        "silent": read.count("Ohne Antwort", silent, "Kommunen", "Noch keine Antwort", *responses),
    }
    yield Statement(
        f"participants.answers.{call.pk}",
        "Stand des Rücklaufs: {answered} mit Angaben, {nil} mit Fehlanzeige, "
        "{silent} ohne Antwort.",
        facts,
        starts_paragraph=True,
    )
