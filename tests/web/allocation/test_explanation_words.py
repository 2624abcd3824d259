"""The reasons in words: exact sentences, plain German beside them, nobody counted out (R-DP-40)."""

import pytest

from kreislotse.allocation.explaining import Change, Competition, Explanation, Reason
from kreislotse.courses.states import Misfit
from kreislotse.web.allocation.explanation_words import Told, what_would_help, why
from kreislotse.web.allocation.plain_words import plainly, what_would_help_plainly

COURSES = {"1": "Morgenkurs", "2": "Abendkurs"}


def told(reason=Reason.OUTDONE, *, course="", changes=(), courses=(), **said):
    return Told(Explanation(reason, courses, {}, changes, course), COURSES, **said)


@pytest.mark.parametrize(
    ("reason", "sentence", "plain"),
    [
        (
            Reason.NO_COURSE,
            "Kein Kurs dieser Vergabe kommt in Frage.",
            "Von den Kursen passt zurzeit keiner für Sie.",
        ),
        (
            Reason.CHILDCARE,
            "In den Kursen, die in Frage kommen, reichen die Plätze der Kinderbetreuung nicht.",
            "Es gibt zu wenige Plätze für die Betreuung von Kindern.",
        ),
        (
            Reason.CLOSED,
            "Die Kurse, die in Frage kommen, erreichen ihre Mindestzahl nicht.",
            "Für den Kurs haben wir zu wenige Menschen. Er findet nicht statt.",
        ),
        (
            Reason.HOUSEHOLD,
            (
                "Ein Haushalt kommt zusammen in einen Kurs oder gar nicht. Für alle zusammen ist "
                "nirgends Platz."
            ),
            "In keinem Kurs ist genug Platz für alle zusammen.",
        ),
        (
            Reason.FLOOR,
            "Jede Stadt und Gemeinde hat einen zugesagten Anteil. Deshalb gehen Plätze an andere.",
            "Darum gehen Plätze an Menschen aus anderen Orten.",
        ),
    ],
)
def test_each_reason_has_its_sentence(reason, sentence, plain):
    assert sentence in why(told(reason))
    assert plainly(told(reason))[0] == "Sie bekommen dieses Mal keinen Platz."
    assert plain in plainly(told(reason))


def test_whoever_was_decided_on_reads_the_reason():
    given = told(Reason.DECIDED, course="1", decided="Lehre ab Februar")
    assert why(given) == [
        "Für diese Person ist anders entschieden: ein Platz im Kurs „Morgenkurs“.",
        "Grund: Lehre ab Februar",
    ]
    assert plainly(given) == [
        "Sie bekommen einen Platz. Der Kurs heißt: Morgenkurs.",
        "Menschen haben das für Sie so entschieden. Der Grund ist: Lehre ab Februar.",
    ]
    refused = told(Reason.DECIDED, decided="Hat Arbeit")
    assert why(refused)[0] == "Für diese Person ist anders entschieden: kein Platz."


def test_the_competition_is_a_kind_and_a_number_of_many():
    there = Competition("1", 20, 18, {"place": 20, "obliged": 12, "jump": 2, "week": 20}, 1250)
    assert why(told(courses=(there,)))[-1] == (
        "„Morgenkurs“ hat 20 Plätze, 18 davon an Personen mit mehr Punkten. Unter denen mit Platz: "
        "12 zur Teilnahme verpflichtet, einzelne vorgezogen. Für den letzten Platz reichen 1.250 "
        "Punkte."
    )


@pytest.mark.parametrize(("more", "word"), [(0, "keiner"), (1, "einzelne"), (2, "einzelne")])
def test_so_few_are_not_counted_out(more, word):
    """R-DP-40."""
    there = Competition("1", 20, more, {}, 0)
    expected = f"„Morgenkurs“ hat 20 Plätze, {word} davon an Personen mit mehr Punkten."
    assert why(told(courses=(there,)))[-1] == expected


@pytest.mark.parametrize("places", [1, 2])
def test_a_course_of_so_few_places_tells_nothing_of_who_has_them(places):
    there = Competition("1", places, places, {"obliged": places}, 1250)
    expected = "„Morgenkurs“ hat nur einzelne Plätze. Sie gehen an andere."
    assert why(told(courses=(there,)))[-1] == expected


@pytest.mark.parametrize(
    ("change", "sentence", "plain"),
    [
        (
            Change("points", "1", 1),
            "Mit einem Punkt mehr hätte es einen Platz im Kurs „Morgenkurs“ gegeben.",
            "Mit einem Punkt mehr hätten Sie einen Platz im Kurs „Morgenkurs“.",
        ),
        (
            Change("weeks", "2", 5),
            "Mit 5 Wochen mehr Wartezeit hätte es einen Platz im Kurs „Abendkurs“ gegeben.",
            "Mit 5 Wochen mehr Warte-Zeit hätten Sie einen Platz im Kurs „Abendkurs“.",
        ),
        (
            Change("childcare", "1", 1),
            (
                "Mit einem Platz mehr in der Kinderbetreuung des Kurses „Morgenkurs“ hätte es "
                "gereicht."
            ),
            (
                "Mit einem Platz mehr für die Betreuung von Kindern hätten Sie einen Platz im Kurs "
                "„Morgenkurs“."
            ),
        ),
        (
            Change("place", "1", 3),
            "Mit 3 Plätzen mehr im Kurs „Morgenkurs“ hätte es gereicht.",
            "Mit 3 Plätzen mehr hätten Sie einen Platz im Kurs „Morgenkurs“.",
        ),
        (
            Change("rule", "1", 1, Misfit.TIMES),
            (
                "Einen Platz im Kurs „Morgenkurs“ gäbe es, wenn eines nicht wäre: Die "
                "Unterrichtszeiten passen nicht."
            ),
            (
                "Der Kurs ist zu einer Zeit, zu der Sie nicht können. Ohne das hätten Sie einen "
                "Platz im Kurs „Morgenkurs“."
            ),
        ),
    ],
)
def test_each_change_has_its_sentence(change, sentence, plain):
    assert what_would_help(told(changes=(change,))) == [sentence]
    assert what_would_help_plainly(told(changes=(change,))) == [plain]
