"""Sentences about the people whom municipalities reported, in numbers only."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from kreislotse.kernel import german
from kreislotse.participants.models import Call, CallResponse, Nomination
from kreislotse.reporting.facts import Reader, Statement
from kreislotse.reporting.funnel import together
from kreislotse.reporting.funnel_flows import Scope, Stage
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import AWAITING_FEEDBACK, OUT


def people(call: Call, read: Reader) -> Iterator[Statement]:
    """How many were reported and transmitted; nothing where nobody was named."""
    responses = [response for part in call.parts.all() for response in part.responses.all()]
    reached = together(
        Scope(
            calls=[call.pk],
            responses=[response.pk for response in responses],
            towns=sorted({response.municipality_id for response in responses}),
            on=read.as_of,
        )
    )
    if reached[Stage.REPORTED]:
        yield _reported(call, responses, reached[Stage.REPORTED], read)
    if reached[Stage.TRANSMITTED]:
        yield _transmitted(call, reached, read)


def _reported(call: Call, responses: list[CallResponse], number: int, read: Reader) -> Statement:
    named = Nomination.objects.filter(response__in=responses, nominated_on__lte=read.as_of)
    lists = set(named.values_list("response", flat=True))
    rests_on = [response for response in responses if response.pk in lists]
    facts = {
        "on": read.day("Stichtag", read.as_of, "Tag, bis zu dem gezählt ist", call),
        "reported": read.count(
            "Gemeldete",
            number,
            "Personen",
            "Zur Abfrage gemeldet und freigegeben, aufgelaufen bis zum Stichtag",
            *rests_on,
            shown=_persons(number),
        ),
    }
    verb = "ist" if number == 1 else "sind"
    template = f"Bis zum {{on}} {verb} {{reported}} gemeldet worden."
    return Statement(f"participants.reported.{call.pk}", template, facts)


def _transmitted(call: Call, reached: Mapping[Stage, int], read: Reader) -> Statement:
    batches = Batch.objects.filter(call=call, state__in=OUT, sent_on__lte=read.as_of)
    sent = list(batches.order_by("number"))
    number, owed = reached[Stage.TRANSMITTED], _without_feedback(sent, read)
    facts = {
        "transmitted": read.count(
            "Übermittelte",
            number,
            "Personen",
            "Auf einer abgesandten Übermittlung, aufgelaufen bis zum Stichtag",
            *sent,
            shown=_persons(number),
        ),
        "owed": read.count(
            "Ohne Rückmeldung",
            owed,
            "Personen",
            "Übermittelt, nicht zurückgerufen und am Stichtag ohne Rückmeldung",
            *sent,
            shown=_persons(owed, case="dat"),
        ),
    }
    verb = "wurde" if number == 1 else "wurden"
    template = f"Davon {verb} {{transmitted}} übermittelt; "
    template += (
        "die Rückmeldung steht zu {owed} noch aus." if owed else "alle Rückmeldungen liegen vor."
    )
    return Statement(f"participants.transmitted.{call.pk}", template, facts)


def _without_feedback(batches: list[Batch], read: Reader) -> int:
    waiting = [each for each in batches if each.state in AWAITING_FEEDBACK]
    silent = Q(feedback="") | Q(feedback_on__gt=read.as_of)
    lines = BatchLine.objects.filter(silent, batch__in=waiting, recalled=False)
    return lines.values("candidate").distinct().count()


def _persons(number: int, *, case: german.Case = "nom") -> str:
    return german.count(number, "Person", "Personen", words=False, gender="f", case=case)
