"""The district's file becomes records by actions, and each of its facts stands in the paper."""

import re
from datetime import date
from fractions import Fraction

import pytest

from kreislotse.journal.models import JournalEntry
from kreislotse.kernel import german
from kreislotse.reporting.models import Report
from kreislotse.reporting.staleness import review
from kreislotse.sample.facts import read_facts
from kreislotse.sample.loading import load_facts
from kreislotse.sample.terms import term
from tests.fixtures.paper import leaves_of, words_of
from tests.sample.facts_files import COESFELD, MUSTERLAND

FACTS = read_facts(COESFELD)
LEAVES = leaves_of(FACTS)
STAGES = ("ki_application", "stages")

# Where a fact does not stand in the paper as its own word, with the reason.
SAID_OTHERWISE = {
    # Counts stand in their sentences.
    ("resolution", "vote", "in_favour"): "47 Ja-Stimmen",
    ("resolution", "vote", "against"): "keine Gegenstimme",
    ("resolution", "vote", "abstentions"): "keine Enthaltung",
    ("resolution", "vote", "biased"): "befangen: niemand",
    ("resolution", "clauses", 0, "number"): "Ziffer 1:",
    ("resolution", "clauses", 1, "number"): "Ziffer 2:",
    ("early_intervention", "language_course_places"): "100 Plätze",
    ("early_intervention", "agency_staff", "new_in_agency_district"): "zwei neue Kräfte",
    ("early_intervention", "agency_staff", "of_which_in_district"): "eine davon",
    # The steps of the procedure are verbs of their sentences.
    (*STAGES, 0, "stage"): "um die grundsätzliche Zustimmung gebeten",
    (*STAGES, 1, "stage"): "hat sie im Einvernehmen mit dem MSW",
    (*STAGES, 2, "stage"): "Der konkrete Förderantrag",
    # Ministries bear the name of their state and their short name.
    (*STAGES, 0, "to", 0): (
        "das Ministerium für Arbeit, Integration und Soziales des Landes Nordrhein-Westfalen (MAIS)"
    ),
    (*STAGES, 0, "to", 1): (
        "das Ministerium für Schule und Weiterbildung des Landes Nordrhein-Westfalen (MSW)"
    ),
    # The kind of financing as the budget law calls it.
    ("ki_application", "kind"): "Festbetragsfinanzierung",
    # A phrase in the sentence about it.
    ("volunteer_funding", "distribution"): "in Abstimmung mit den Städten und Gemeinden",
    ("integration_points", "meeting", "invited"): "alle elf Städte und Gemeinden",
    # The authority that serves the district, by its own name.
    ("seconded_posts", 0, "in_consultation_with", 0): "der Bezirksregierung Münster",
}


def expected(path, value):
    """How the paper says a fact."""
    if path in SAID_OTHERWISE:
        return SAID_OTHERWISE[path]
    if path[-1] == "amount_cents":
        return german.euro(value).replace("\u00a0", " ")
    if isinstance(value, date):
        return german.date_long(value).replace("\u00a0", " ")
    if isinstance(value, Fraction):
        return german.decimal(value, 1)
    return term(value).text


def bare(text):
    """Letters and digits only: a sentence begins with a capital, a name may stand in quotes."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.fixture(scope="module")
def paper(loaded_paper):
    return loaded_paper(FACTS)


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_each_fact_of_the_file_stands_in_the_paper(paper, path):
    """R-PAP-02."""
    value = expected(path, LEAVES[path])
    assert isinstance(value, str), f"say how the paper shows {LEAVES[path]!r}"
    assert bare(value) in bare(words_of(paper))


def test_the_four_topics_are_the_sections_in_their_order(paper):
    topics = [term(each).text for each in FACTS.committee_paper.numbered_topics]
    assert [section["title"] for section in paper["sections"]] == topics
    assert [section["number"] for section in paper["sections"]] == ["1", "2", "3", "4"]


def test_what_the_source_leaves_open_is_open_in_the_paper(paper):
    """R-PAP-06: the body and which sum belongs to which programme; nothing is invented."""
    text = words_of(paper)
    assert paper["head"]["consultations"][0]["body"] is None
    assert "Welcher Betrag zu welchem Programm gehört, ist noch offen." in text
    assert "Über die Ergebnisse wird in der Sitzung mündlich berichtet." in text


def test_the_paper_is_written_as_of_the_day_before_the_meeting(paper):
    """The results of 13 November 2015 were not known when the source was written."""
    assert paper["as_of"] == "2015-11-12"


def test_the_sum_is_computed_from_the_posts(paper):
    """R-GRT-02: 2.0 + 1.0 + 0.5 gives 170,000."""
    formula = "2,0 × 50.000 € + 1,0 × 50.000 € + 0,5 × 40.000 €"
    assert f"170.000 €; sie ergibt sich aus {formula}." in words_of(paper)


@pytest.mark.django_db
def test_loading_goes_through_actions_and_leaves_a_trace_of_each_record():
    report = load_facts(FACTS).report
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"plan_initiative", "record_resolution", "request_consent", "draft_report"} <= verbs
    assert set(JournalEntry.objects.values_list("person_id", flat=True)) == {None}
    assert review(report).is_settled


@pytest.mark.django_db
def test_another_district_loads_with_its_own_lengths_and_gaps():
    report = load_facts(read_facts(MUSTERLAND)).report
    assert Report.objects.count() == 1
    titles = list(report.sections.order_by("position").values_list("title", flat=True))
    assert titles == [
        "Integrationszentrum des Kreises",
        "Integration Points",
        "Förderprogramme für das Ehrenamt",
        "Beschäftigung von Asylsuchenden",
    ]
    asked = report.sections.get(position=1).initiative.questions.order_by("pk")
    assert list(asked.values_list("question", flat=True)) == [
        "Strenge Vorgabe zum 1. Auftrag",
        "Datum des Schreibens (2. Schritt)",
        "Stelle, die zustimmen muss (2. Schritt)",
        "Höhe der Förderung",
        "Abordnung von Lehrkräften",
    ]
