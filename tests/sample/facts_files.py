"""Facts files that tests read: the two of the sample, and these with something wrong in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from yaml.nodes import Node

from kreislotse.sample.facts import read_facts
from kreislotse.sample.facts_yaml import FactsRefused

DATA = Path(__file__).parents[2] / "src" / "kreislotse" / "sample" / "data"
COESFELD = (DATA / "kreis-coesfeld-2015.yaml").read_text(encoding="utf-8")
MUSTERLAND = (DATA / "kreis-musterland.yaml").read_text(encoding="utf-8")


def refusal_of(text: str | bytes) -> list[str]:
    with pytest.raises(FactsRefused) as refused:
        read_facts(text, name="kreis.yaml")
    return str(refused.value).split("\n")


def without_place(line: str) -> str:
    return re.sub(r"^kreis\.yaml, Zeile \d+(, )?", "", line)


def nodes_of(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    """Every value of a document with its path, sections and lists included."""
    if path:
        yield path, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from nodes_of(value, f"{path}.{key.value}".lstrip("."))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from nodes_of(item, f"{path}[{index}]")


def paths() -> list[str]:
    """The path of every value of Coesfeld."""
    return [path for path, _ in nodes_of(yaml.compose(COESFELD))]


def changed(path: str, written: str) -> str:
    """The facts of Coesfeld with another text at one place, its lines kept."""
    node = dict(nodes_of(yaml.compose(COESFELD)))[path]
    start, end = node.start_mark.index, node.end_mark.index
    old = COESFELD[start:end]
    rest = "\n" + COESFELD[end:].lstrip("\n") if old.endswith("\n") else COESFELD[end:]
    tail = old[len(old.rstrip()) :] if isinstance(node, yaml.CollectionNode) else ""
    return COESFELD[:start] + written + (tail + COESFELD[end:] if tail else rest)
