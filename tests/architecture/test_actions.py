"""Only actions write: each is atomic, says who acts, and asks one of the gates."""

import ast
from pathlib import Path

import pytest

from tests.architecture.trees import SOURCE, Function, python_files, shown, tree

GATES = {"require", "require_anywhere", "require_keeper", "check", "advance"} | {
    "add",
    "change",
    "add_entry",
    "change_entry",
}


def action_files() -> list[Path]:
    return [
        file
        for file in python_files(SOURCE)
        if file.name == "actions.py" or file.parent.name == "actions"
    ]


def top_functions(file: Path) -> dict[str, Function]:
    return {node.name: node for node in tree(file).body if isinstance(node, Function)}


ACTIONS = [
    pytest.param(file, function, id=f"{shown(file.parent)}/{file.stem}:{function.name}")
    for file in action_files()
    for function in top_functions(file).values()
    if not function.name.startswith("_")
]


def called(function: Function) -> set[str]:
    """The names of what a function calls itself."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {
        call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls
    }


def reaches_a_gate(name: str, known: dict[str, Function], seen: frozenset[str]) -> bool:
    """Whether a function asks a gate itself or through others of its file."""
    calls = called(known[name])
    onward = (calls & set(known)) - seen
    return bool(calls & GATES) or any(
        reaches_a_gate(other, known, seen | {other}) for other in onward
    )


def test_there_are_actions_to_look_at():
    assert len(ACTIONS) > 20


@pytest.mark.parametrize(("file", "function"), ACTIONS)
def test_an_action_is_atomic(file, function):
    assert "transaction.atomic" in [ast.unparse(each) for each in function.decorator_list]


@pytest.mark.parametrize(("file", "function"), ACTIONS)
def test_an_action_says_who_acts_by_keyword(file, function):
    actors = {arg.arg: ast.unparse(arg.annotation or arg) for arg in function.args.kwonlyargs}
    assert actors.get("actor") == "Actor"


@pytest.mark.parametrize(("file", "function"), ACTIONS)
def test_an_action_asks_a_gate(file, function):
    """R-DP-10"""
    others = {name for each in action_files() for name in top_functions(each)}
    known = top_functions(file)
    asks = reaches_a_gate(function.name, known, frozenset({function.name}))
    passes_on = called(function) & {
        name for name in others - set(known) if not name.startswith("_")
    }
    assert asks or passes_on
