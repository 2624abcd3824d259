"""Whatever a file leaves open is openly open in the paper, and nothing else is lost for it."""

import pytest

from kreislotse.sample.facts import read_facts
from tests.fixtures.paper import leaves_of, nodes_of, without, words_of
from tests.sample.facts_files import COESFELD
from tests.sample.test_loading import bare, expected

FACTS = read_facts(COESFELD)
LEAVES = leaves_of(FACTS)
OPEN = ("noch offen", "noch nicht bekannt")

# What may go missing with a gap, and why.
LOST_WITH = {
    # Without the day of a letter or who wrote it there is no decision, only letters.
    ("ki_application", "stages", 0): [("ki_application", "stages", 1, "stage")],
    ("ki_application", "stages", 0, "sent"): [
        ("ki_application", "stages", 0, "stage"),
        ("ki_application", "stages", 1, "stage"),
    ],
    ("ki_application", "stages", 0, "to"): [
        ("ki_application", "stages", 0, "stage"),
        ("ki_application", "stages", 1, "stage"),
    ],
    ("ki_application", "stages", 1): [],
    ("ki_application", "stages", 1, "letter_of"): [("ki_application", "stages", 1, "stage")],
    ("ki_application", "stages", 1, "by"): [("ki_application", "stages", 1, "stage")],
    ("ki_application", "stages", 1, "in_agreement_with"): [("ki_application", "stages", 1, "stage")],
}


def representative():
    """Of long lists the last item stands for all: what happens to one happens to each."""
    chosen = {}
    for path, _ in nodes_of(FACTS):
        if path[0] != "district" or path == ("district", "state"):
            shape = tuple("*" if isinstance(step, int) else step for step in path)
            place = path if path[0] == "ki_application" else shape
            chosen[place] = path
    return list(chosen.values())


@pytest.mark.slow
@pytest.mark.parametrize("path", representative(), ids=lambda path: ".".join(map(str, path)))
def test_a_gap_is_openly_open_and_takes_nothing_else_with_it(loaded_paper, path):
    """R-PAP-06: what is unknown stays visibly open and is never invented."""
    said = words_of(loaded_paper(without(FACTS, path)))
    assert any(sign in said.casefold() for sign in OPEN)
    lost = [
        other
        for other, value in LEAVES.items()
        if other[: len(path)] != path and bare(expected(other, value)) not in bare(said)
    ]
    assert lost == LOST_WITH.get(path, [])
