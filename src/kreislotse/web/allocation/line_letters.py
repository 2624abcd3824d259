"""The letter that tells a person what was decided about a place, why, and how to object."""

from datetime import date

from django.utils.translation import override

from kreislotse.allocation.models import RunLine
from kreislotse.courses.states import OfferState, WaitingState
from kreislotse.documents.sheet import Block, Leaf, Sheet, Text
from kreislotse.kernel.german import date_long, date_short
from kreislotse.web.allocation.explanation_words import Told
from kreislotse.web.allocation.plain_words import LANGUAGE, plainly, what_would_help_plainly

TITLE = "Ihr Platz im Kurs"
_HOW = (
    "Es gibt mehr Menschen als Plätze. Darum gibt es Regeln. Die Regeln sind für alle gleich.",
    "Ein Programm hat nach den Regeln einen Vorschlag gerechnet.",
    "Zwei Menschen haben den Vorschlag geprüft. Menschen haben entschieden, nicht das Programm.",
)
_OBJECT = (
    "Glauben Sie, dass etwas nicht stimmt? Dann schreiben Sie an: {sender}.",
    "Oder gehen Sie zu Ihrer Ansprechperson in {town}. Sie dürfen auch jemanden mitbringen.",
    "Nennen Sie die Kennung {code}. Sagen Sie, was nicht stimmt.",
    "Ein Mensch prüft es noch einmal und antwortet Ihnen. Das kostet nichts.",
    "Sie dürfen fragen, welche Angaben über Sie benutzt wurden. Falsche Angaben ändern wir.",
)
# What somebody reads who was offered the place before this letter was written.
_AFTER: dict[str, str] = {
    OfferState.ACCEPTED: "Sie haben den Platz angenommen. Sie müssen nichts tun.",
    OfferState.DECLINED: "Sie haben den Platz abgelehnt. Sie können wieder auf die Liste kommen.",
    OfferState.EXPIRED: "Sie haben nicht rechtzeitig geantwortet. Der Platz kann an jemand anderen "
    "gehen. Sie bleiben auf der Warteliste.",
    OfferState.WITHDRAWN: "Wir haben das Angebot zurückgenommen. Sie bleiben auf der Warteliste. "
    "Bitte fragen Sie uns, warum.",
}


def letter_to(line: RunLine, told: Told, *, today: date) -> Sheet:
    """In plain German; the name stands at the head of the paper and nowhere else."""
    person, sender = line.entry.candidate, str(line.run.owner)
    facts = {"sender": sender, "town": str(line.municipality), "code": person.code}
    with override("de"):
        note = f"{sender}, {date_short(today)} – {person.full_name}"
        blocks: list[Block] = [
            Leaf(TITLE, note, lang=LANGUAGE),
            Text("Was entschieden ist", tuple(plainly(told)), lang=LANGUAGE),
            *_helping(told),
            Text("Wie entschieden wird", _HOW, lang=LANGUAGE),
            Text("Wie es weitergeht", (_next(line),), lang=LANGUAGE),
            Text(
                "Wenn Sie nicht einverstanden sind",
                tuple(each.format(**facts) for each in _OBJECT),
                lang=LANGUAGE,
            ),
        ]
        return Sheet(
            title=TITLE,
            kind="Schreiben über einen Kursplatz",
            sender=sender,
            dated=today,
            blocks=tuple(blocks),
            foot=f"{sender} · {person.code} · {date_short(today)}",
        )


def _helping(told: Told) -> list[Block]:
    said = tuple(what_would_help_plainly(told))
    return [Text("Womit es einen Platz gegeben hätte", said, lang=LANGUAGE)] if said else []


def _next(line: RunLine) -> str:
    if line.offer and line.offer.state == OfferState.OPEN:
        return (
            f"Antworten Sie bitte bis zum {date_long(line.offer.reply_by)}, ob Sie den Platz "
            "nehmen. Ohne Antwort kann der Platz an jemand anderen gehen."
        )
    if line.course:
        return _AFTER.get(line.offer.state if line.offer else "", "Sie müssen nichts tun.")
    if line.entry.state in (WaitingState.REMOVED, WaitingState.DECLINED):
        return "Sie stehen nicht mehr auf der Warteliste. Fragen Sie uns, wenn Sie wieder wollen."
    return (
        "Sie bleiben auf der Warteliste. Sie müssen nichts tun. Wenn ein Platz frei wird, melden "
        "wir uns."
    )
