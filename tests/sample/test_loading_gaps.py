"""Whatever a file leaves open is openly open in the paper, and nothing else is lost for it."""

import pytest

from kreislotse.sample.facts import read_facts
from tests.fixtures.paper import leaves_of, nodes_of, without, words_of
from tests.sample.facts_files import COESFELD
from tests.sample.test_loading import bare, expected

FACTS = read_facts(COESFELD)
LEAVES = leaves_of(FACTS)
REQUEST, ANSWER = (("ki_application", "stages", number) for number in (0, 1))
GUESTS = ("integration_points", "meeting", "invited")

# What may go missing with a gap: without name, day, addressee or sender of a letter the records
# know letters, but neither a request nor a decision.
LOST_WITH = {
    REQUEST: [(*ANSWER, "stage")],
    (*REQUEST, "stage"): [(*ANSWER, "stage")],
    (*REQUEST, "sent"): [(*REQUEST, "stage"), (*ANSWER, "stage")],
    (*REQUEST, "to"): [(*REQUEST, "stage"), (*ANSWER, "stage")],
    (*ANSWER, "letter_of"): [(*ANSWER, "stage")],
    (*ANSWER, "by"): [(*ANSWER, "stage")],
    (*ANSWER, "in_agreement_with"): [(*ANSWER, "stage")],
}
# Where not all towns are known, "all of them" is said in the file's words, not counted.
ALL_TOWNS = "alle Städte und Gemeinden des Kreises Coesfeld"
# The state is part of the district's key; headings are a matter of form.
NO_GAP = {("district", "state"), ("committee_paper", "numbered_topics")}


def representative():
    """Of long lists the last item stands for all: what happens to one happens to each."""
    chosen = {}
    for path, _ in nodes_of(FACTS):
        if path[0] != "district" or path == ("district", "state"):
            shape = tuple("*" if isinstance(step, int) else step for step in path)
            place = path if "stages" in path else shape
            chosen[place] = path
    return list(chosen.values())


def open_places(content):
    """Every place of a paper that says openly that something is not known."""
    places = [f"{step['body']} {step['proposal']}" for step in content["head"]["consultations"]]
    found = [text for text in places if "None" in text or "noch offen" in text]
    for section in content["sections"]:
        for statement in section["statements"]:
            for fact in statement["facts"]:
                if fact["value"] is None:
                    assert "noch offen" in statement["text"] or fact["name"] in statement["text"]
                    found.append(fact["name"])
    return found


@pytest.fixture(scope="module")
def open_from_the_start(loaded_paper):
    return open_places(loaded_paper(FACTS))


@pytest.mark.slow
@pytest.mark.parametrize("path", representative(), ids=lambda path: ".".join(map(str, path)))
def test_a_gap_is_openly_open_and_takes_nothing_else_with_it(
    loaded_paper, open_from_the_start, path
):
    """R-PAP-06: what is unknown stays visibly open and is never invented."""
    content = loaded_paper(without(FACTS, path))
    said = bare(words_of(content))
    opened = sorted(open_places(content)) != sorted(open_from_the_start)
    assert opened or path[:2] in NO_GAP
    lost = [
        other
        for other, value in LEAVES.items()
        if other[: len(path)] != path and bare(expected(other, value)) not in said
    ]
    if path[0] == "municipalities" and bare(ALL_TOWNS) in said:
        lost.remove(GUESTS)
    assert lost == LOST_WITH.get(path, [])


def test_guests_of_whom_nothing_is_known_are_not_invented(loaded_paper):
    said = words_of(loaded_paper(without(FACTS, GUESTS)))
    assert "Geplant ist eine Besprechung am 13. November 2015; Thema: Inhalte" in said
    assert "eingeladen;" not in said


def test_a_file_that_knows_only_its_district_gives_a_paper_of_questions(loaded_paper):
    facts = FACTS
    for section in ("neighbour_district", "committee_paper", "resolution", "ki_application"):
        facts = without(facts, (section,))
    for section in ("seconded_posts", "fields_of_action", "volunteer_funding"):
        facts = without(facts, (section,))
    for section in ("early_intervention", "integration_points", "municipalities"):
        facts = without(facts, (section,))
    content = loaded_paper(facts)
    items = [
        statement["text"]
        for section in content["sections"]
        for statement in section["statements"]
        if statement["form"] == "item"
    ]
    assert items == [
        "Beschluss: Gremium, Tag, Abstimmung und Aufträge",
        "Förderantrag für das Zentrum",
        "Abordnung von Lehrkräften",
        "Handlungsfelder",
        "Förderprogramme für das Ehrenamt",
        "Projekt zur Beschäftigung von Asylsuchenden",
        "Name des Nachbarkreises",
        "Integration Points",
        "Namen der Städte und Gemeinden",
    ]
