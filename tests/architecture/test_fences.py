"""The doors reach rows only through what the reader may see."""

import ast

import pytest

from tests.architecture.trees import SOURCE, python_files, shown, tree

DOORS = [*python_files(SOURCE / "web"), *python_files(SOURCE / "cli")]
# of_record: the history of a record that the reader has already been let in to see. People are
# seen by name (visible_to), by code (coded_to), as numbers (counted_for) or locked (locked_for).
FENCES = {"visible_to", "public", "none", "of_record", "coded_to", "counted_for", "locked_for"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


@pytest.mark.parametrize("file", DOORS, ids=shown)
def test_rows_are_reached_through_a_fence_only(file):
    """R-DP-10: Model.objects is followed by one of the fences."""
    nodes = list(ast.walk(tree(file)))
    attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
    fenced = {id(node.value) for node in attributes if node.attr in FENCES}
    loose = [node.lineno for node in attributes if node.attr in MANAGERS and id(node) not in fenced]
    assert loose == []
