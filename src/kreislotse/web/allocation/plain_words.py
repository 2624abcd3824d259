"""The same in plain German, spoken to the person: for the page and for the letter."""

from kreislotse.allocation.criteria import TRAVEL
from kreislotse.allocation.explaining import Change, Reason
from kreislotse.courses.states import Misfit
from kreislotse.web.allocation.explanation_words import Told

LANGUAGE = "de-simple"
_GOT = "Sie bekommen einen Platz. Der Kurs heißt: {course}."
_NONE = "Sie bekommen dieses Mal keinen Platz."
_DECIDED = "Menschen haben das für Sie so entschieden. Der Grund ist: {reason}."
_REASONS: dict[Reason, tuple[str, ...]] = {
    Reason.PLACED: (_GOT,),
    Reason.HELD: ("Sie haben schon einen Platz. Der Kurs heißt: {course}.", "Das bleibt so."),
    Reason.NO_COURSE: (_NONE, "Von den Kursen passt zurzeit keiner für Sie."),
    Reason.OUTDONE: (
        _NONE,
        "Es gibt zu wenige Plätze für alle.",
        "Darum gibt es Regeln. Nach den Regeln bekommen dieses Mal andere die Plätze.",
    ),
    Reason.CHILDCARE: (_NONE, "Es gibt zu wenige Plätze für die Betreuung von Kindern."),
    Reason.CLOSED: (_NONE, "Für den Kurs haben wir zu wenige Menschen. Er findet nicht statt."),
    Reason.HOUSEHOLD: (
        _NONE,
        "Sie und Ihre Familie sollen zusammen in einen Kurs gehen.",
        "In keinem Kurs ist genug Platz für alle zusammen.",
    ),
    Reason.FLOOR: (
        _NONE,
        "Jede Stadt und jede Gemeinde bekommt einen Teil der Plätze.",
        "Darum gehen Plätze an Menschen aus anderen Orten.",
    ),
}
_BARRED: dict[str, str] = {
    Misfit.LOCKED: "Ihre Daten sind zurzeit gesperrt.",
    Misfit.GONE: "Ihre Akte ist zurzeit nicht offen.",
    Misfit.NOT_ADMITTED: "Ihnen fehlt eine Erlaubnis für diesen Kurs.",
    Misfit.EXPIRED: "Ihre Erlaubnis für diesen Kurs gilt nicht mehr.",
    Misfit.LEVEL: "Ihr Deutsch passt nicht zu diesem Kurs.",
    Misfit.EVIDENCE_OLD: "Ihr Zeugnis über Deutsch ist zu alt.",
    Misfit.WOMEN: "Der Kurs ist nur für Frauen.",
    Misfit.WANTS_WOMEN: "Sie möchten einen Kurs nur für Frauen.",
    Misfit.TIMES: "Der Kurs ist zu einer Zeit, zu der Sie nicht können.",
    Misfit.CHILDCARE: "Es ist kein Platz für die Betreuung von Kindern frei.",
    Misfit.ANSWERED: "Sie hatten für diesen Kurs schon ein Angebot.",
    TRAVEL: "Der Weg zum Kurs ist zu weit.",
}


def plainly(told: Told) -> list[str]:
    """What is decided and why, in short sentences; whoever has a place hears of that one only."""
    found = told.explanation
    if told.moved_up:
        return [f"Ein Platz ist frei geworden. {_GOT.format(course=told.moved_up)}"]
    if found.reason is Reason.DECIDED:
        sentences: tuple[str, ...] = (_GOT if told.course else _NONE, _DECIDED)
    else:
        sentences = _REASONS[found.reason]
    said = [each.format(course=told.course, reason=told.decided) for each in sentences]
    return said if told.course else [*said, *_barred(told)]


def what_would_help_plainly(told: Told) -> list[str]:
    changes = () if told.moved_up else told.explanation.changes
    return [_change(told, each) for each in changes]


def _barred(told: Told) -> list[str]:
    return [
        f"Kurs „{told.courses.get(key, key)}“: " + " ".join(_BARRED[each] for each in against)
        for key, against in told.explanation.barred.items()
        if against
    ]


def _change(told: Told, change: Change) -> str:
    course = told.courses.get(change.course, change.course)
    if change.kind == "rule":
        return f"{_BARRED[change.misfit]} Ohne das hätten Sie einen Platz im Kurs „{course}“."
    one, many = _CHANGES[change.kind]
    how = (one if change.amount == 1 else many).format(number=change.amount)
    return f"{how} hätten Sie einen Platz im Kurs „{course}“."


_CHANGES: dict[str, tuple[str, str]] = {
    "points": ("Mit einem Punkt mehr", "Mit {number} Punkten mehr"),
    "weeks": ("Mit einer Woche mehr Warte-Zeit", "Mit {number} Wochen mehr Warte-Zeit"),
    "childcare": (
        "Mit einem Platz mehr für die Betreuung von Kindern",
        "Mit {number} Plätzen mehr für die Betreuung von Kindern",
    ),
    "place": ("Mit einem Platz mehr", "Mit {number} Plätzen mehr"),
}
