"""Reads a district's facts file: all of it is understood, or it is refused."""

import re
from difflib import get_close_matches
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kreislotse.sample.facts_consistency import contradictions
from kreislotse.sample.facts_schema import (
    AMOUNT,
    FTE,
    TEXT,
    Facts,
    Key,
    Kind,
    ListOf,
    Place,
    Section,
    Single,
    keys_of,
)
from kreislotse.sample.facts_values import UNKNOWN, Unreadable, quoted
from kreislotse.sample.facts_yaml import HIDDEN_SIGNS, FactsRefused, Problem, decoded, root_of
from kreislotse.sample.terms import term

# Where one of these words begins, the name of the next organisation begins.
_AUTHORITY = re.compile(
    r"(?i)(Staats|Bundes)?ministerium|Senat|Bezirksregierung|Regionaldirektion|Agentur"
    r"|Landkreis|Kreis|Stadt|lower|upper"
)
_SHORT_NAME = re.compile(r"\([A-ZÄÖÜ]{2,}\)$")


def read_facts(text: str | bytes, *, name: str = "Faktendatei") -> Facts:
    """The facts of a file in the form of `facts_schema`; problems call the file `name`."""
    root, problems = root_of(decoded(text, name), name)
    reader = _Reader(name, problems)
    values = reader.read_keys(root, Facts, "")
    if values is None:
        raise FactsRefused(reader.problems)
    facts = Facts(**values, places=reader.places)
    for field, sentence in contradictions(facts):
        reader.refuse(reader.places[field], field, sentence)
    if reader.problems:
        raise FactsRefused(reader.problems)
    return facts


class _Reader:
    """Walks the file along the form; notes each value's place and each problem, and reads on."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = list(problems)
        self.places: dict[str, Place] = {}

    def refuse(self, place: Place, field: str, sentence: str) -> None:
        self.problems.append(Problem(place.line, place.column, field, sentence, self.file))

    def read_keys(self, node: Node, form: type, path: str) -> dict[str, Any] | None:
        """The values of a section by attribute, or None when this is no section."""
        keys = keys_of(form)
        if not isinstance(node, MappingNode) or not node.value:
            self.refuse(
                _place(node), path, f"Hier werden diese Schlüssel erwartet: {', '.join(keys)}."
            )
            return None
        entries, misspelt = self._entries(node, keys, path)
        values: dict[str, Any] = {}
        for key in keys.values():
            field = _joined(path, key.name)
            if key.name in entries:
                values[key.attribute] = self._value(entries[key.name], key, field)
            else:
                values[key.attribute] = None if key.optional else UNKNOWN
                if not key.optional and key.name not in misspelt:
                    way_out = (
                        "Ergänzen Sie ihn."
                        if key.must_be_known
                        else "Ist der Wert offen, schreiben Sie unknown."
                    )
                    self.refuse(_place(node), field, f"Der Schlüssel „{key.name}“ fehlt. {way_out}")
        return values

    def _entries(
        self, node: MappingNode, keys: dict[str, Key], path: str
    ) -> tuple[dict[str, Node], set[str]]:
        """The values of a section by key, and the keys that a misspelt one probably means."""
        entries: dict[str, Node] = {}
        misspelt: set[str] = set()
        torn: dict[str, ScalarNode] = {}
        latest: Key | None = None
        for name_node, value in node.value:
            name = name_node.value if isinstance(name_node, ScalarNode) else None
            if name is None:
                self.refuse(
                    _place(name_node),
                    path,
                    "Hier wird ein Schlüssel erwartet, keine Liste und kein Abschnitt.",
                )
            elif name in entries:
                first = self.places[_joined(path, name)].line
                self.refuse(
                    _place(name_node),
                    _joined(path, name),
                    f"Der Schlüssel steht schon in Zeile {first}.",
                )
            elif name in keys:
                entries[name] = value
                latest = keys[name]
                self.places[_joined(path, name)] = _place(name_node)
            elif latest and _continues(node, name_node, value, entries[latest.name], latest, keys):
                entries[latest.name] = _extended(entries[latest.name], name_node)
            elif beginning := _torn_from(node, name_node, value, keys):
                torn[beginning] = name_node
            else:
                misspelt |= self._refuse_unknown_key(name_node, keys, path, latest)
        for beginning, rest in torn.items():
            entries[beginning] = _extended(entries[beginning], rest)
        return entries, misspelt

    def _refuse_unknown_key(
        self, node: ScalarNode, keys: dict[str, Key], path: str, latest: Key | None
    ) -> set[str]:
        if latest and latest.kind in (AMOUNT, FTE) and node.value.isdecimal():
            sentence = (
                f"Nach einem Komma steht nur {quoted(node.value)}. "
                "Schreiben Sie Zahlen ohne Komma, zum Beispiel 18000 oder 2.5."
            )
            self.refuse(_place(node), _joined(path, latest.name), sentence)
            return set()
        near = get_close_matches(node.value[:100], keys, n=1)
        hint = f"Meinten Sie „{near[0]}“?" if near else f"Möglich sind: {', '.join(keys)}."
        field = _joined(path, " ".join(node.value.split())[:60])
        self.refuse(
            _place(node), field, f"Den Schlüssel {quoted(node.value)} gibt es hier nicht. {hint}"
        )
        return set(near)

    def _value(self, node: Node, key: Key, field: str) -> Any:
        if _is_unknown(node) and key.must_be_known:
            self.refuse(
                _place(node),
                field,
                "Dieser Wert muss bekannt sein. Ohne ihn gehört die Datei zu keinem Kreis.",
            )
            return UNKNOWN
        return self._read(node, key.kind, field)

    def _read(self, node: Node, kind: Kind, field: str) -> Any:
        if _is_unknown(node):
            return UNKNOWN
        if isinstance(kind, Section):
            values = self.read_keys(node, kind.form, field)
            return UNKNOWN if values is None else kind.form(**values)
        if isinstance(kind, ListOf):
            return self._read_list(node, kind, field)
        return self._read_single(node, kind, field)

    def _read_list(self, node: Node, kind: ListOf, field: str) -> Any:
        if not isinstance(node, SequenceNode):
            self.refuse(
                _place(node), field, "Hier wird eine Liste erwartet, auch bei nur einem Eintrag."
            )
            return UNKNOWN
        if not node.value:
            self.refuse(
                _place(node),
                field,
                "Die Liste ist leer. Ist ihr Inhalt offen, schreiben Sie unknown.",
            )
            return UNKNOWN
        items = _whole_names(node) if kind.ministries else node.value
        values = []
        for index, item in enumerate(items):
            at = f"{field}[{index}]"
            self.places[at] = _place(item)
            values.append(self._read(item, kind.item, at))
        return tuple(values)

    def _read_single(self, node: Node, kind: Single, field: str) -> Any:
        if not isinstance(node, ScalarNode):
            self.refuse(
                _place(node),
                field,
                "Hier wird ein einzelner Wert erwartet, keine Liste und kein Abschnitt.",
            )
            return UNKNOWN
        try:
            return kind.read(_written(node, kind))
        except Unreadable as problem:
            self.refuse(_place(node), field, str(problem))
            return UNKNOWN


def _written(node: ScalarNode, kind: Single) -> str:
    text: str = node.value.strip()
    if not text or (node.style is None and text in ("null", "Null", "NULL", "~")):
        raise Unreadable("Der Wert ist leer. Ist er offen, schreiben Sie unknown.")
    if text.casefold() in ("unknown", "unbekannt"):
        raise Unreadable(
            f"{quoted(text)} ist kein Wert. Ist er offen, schreiben Sie unknown, genau so."
        )
    if HIDDEN_SIGNS.search(text):
        raise Unreadable(f"{quoted(text)} enthält ein unsichtbares Zeichen. Löschen Sie es.")
    if node.style is not None and not kind.may_be_quoted:
        raise Unreadable(
            f"{quoted(text)} ist Text, weil es in Anführungszeichen steht. Lassen Sie sie weg."
        )
    return text


def _is_unknown(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value.strip() == "unknown"


def _place(node: Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _continues(
    section: MappingNode,
    name: ScalarNode,
    value: Node,
    before: Node,
    key: Key,
    keys: dict[str, Key],
) -> bool:
    """Whether this is no key but the rest of a text with a comma: `{role: clerk, second grade}`."""
    after = str(name.end_mark.buffer)[name.end_mark.pointer : value.start_mark.pointer]
    return (
        bool(section.flow_style)
        and key.kind == TEXT
        and _is_bare(name)
        and _is_bare(before)
        and value.value == ""
        and ":" not in after
        and not get_close_matches(name.value[:100], keys, n=1, cutoff=0.75)
    )


def _torn_from(
    section: MappingNode, name: ScalarNode, value: Node, keys: dict[str, Key]
) -> str | None:
    """The key whose phrase a program that rewrote the file has torn at its comma.

    Such a program reads `{role: clerk, second grade}` as two keys, the second without a value;
    only where both together are a phrase of the vocabulary is it certain what was meant.
    """
    if not isinstance(value, ScalarNode) or value.value not in ("", "null", "~"):
        return None
    for key_node, text in section.value:
        if not (isinstance(key_node, ScalarNode) and isinstance(text, ScalarNode)):
            continue
        key = keys.get(key_node.value)
        if key and key.kind == TEXT and term(f"{text.value}, {name.value}").known:
            return key.name
    return None


def _is_bare(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style is None


def _extended(node: Node, rest: ScalarNode) -> ScalarNode:
    return ScalarNode(node.tag, f"{node.value}, {rest.value}", node.start_mark, rest.end_mark)


def _whole_names(node: SequenceNode) -> list[Node]:
    """The organisations of a list; a ministry's name runs on to its bracketed short name."""
    names: list[Node] = []
    items = list(node.value)
    while items:
        first = items.pop(0)
        rest = _rest_of_known(first, items)
        if not rest and node.flow_style:
            rest = _rest_of_ministry(first, items)
        for piece in items[:rest]:
            first = _extended(first, piece)
        del items[:rest]
        names.append(first)
    return names


def _rest_of_known(first: Node, following: list[Node]) -> int:
    """How many pieces follow of a name in the reference data that was torn at its commas."""
    for count in range(1, 1 + min(5, len(following))):
        pieces = [first, *following[:count]]
        if not all(isinstance(piece, ScalarNode) for piece in pieces):
            return 0
        if term(", ".join(piece.value for piece in pieces)).known:
            return count
    return 0


def _rest_of_ministry(first: Node, following: list[Node]) -> int:
    if (
        not _is_bare(first)
        or "ministerium" not in first.value.casefold()
        or first.value.endswith(")")
    ):
        return 0
    for index, piece in enumerate(following):
        if not _is_bare(piece) or _AUTHORITY.match(piece.value):
            return 0
        if _SHORT_NAME.search(piece.value):
            return index + 1
    return 0
