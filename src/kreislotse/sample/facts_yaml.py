"""Facts files as strict YAML: one plain document of keys, lists and values."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import yaml
from yaml.nodes import Node, ScalarNode

from kreislotse.kernel.refusals import DomainError

LARGEST_FILE: Final = 1_000_000
DEEPEST: Final = 10
MOST_VALUES: Final = 20_000

# Signs that no screen shows, or that turn the direction of reading: they hide what a file says.
HIDDEN_SIGNS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)

_SENTENCES = (
    ("'\\t'", "Hier steht ein Tabulatorzeichen. Rücken Sie mit Leerzeichen ein."),
    (
        "mapping values are not allowed",
        (
            "Hier passt kein Doppelpunkt. Prüfen Sie die Einrückung, "
            "oder setzen Sie den Text in Anführungszeichen."
        ),
    ),
    (
        "could not find expected ':'",
        "Nach einem Schlüssel fehlt der Doppelpunkt mit einem Leerzeichen dahinter.",
    ),
    ("expected <block end>", "Die Einrückung passt nicht zu den Zeilen darüber."),
    ("found unexpected end of stream", "Ein Anführungszeichen wird nicht geschlossen."),
    (
        "unknown escape character",
        "Hier steht ein Rückstrich in einem Text mit Anführungszeichen. Lassen Sie ihn weg.",
    ),
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a facts file, and where."""

    line: int
    column: int
    field: str
    sentence: str
    file: str = ""

    def __str__(self) -> str:
        field = f", Feld {self.field}" if self.field else ""
        return f"{self.file}, Zeile {self.line}{field}: {self.sentence}"


class FactsRefused(DomainError):
    """A facts file cannot be read; carries every problem found, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(
            sorted(problems, key=lambda each: (each.line, each.column, each.field))
        )
        super().__init__()

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """One line per problem, in German: the file is, like its reader, a German district's."""
        return "\n".join(str(each) for each in self.problems)


def decoded(source: str | bytes, file: str) -> str:
    """The text of a file, refused when it is too long, not UTF-8 or holds hidden signs."""
    if len(source) > LARGEST_FILE:
        sentence = "Die Datei ist größer als 1 MB. So lang ist keine Faktendatei."
        raise FactsRefused([Problem(1, 1, "", sentence, file)])
    if isinstance(source, bytes):
        try:
            source = source.decode("utf-8")
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
            sentence = (
                "Hier steht ein Zeichen, das nicht UTF-8 ist. Speichern Sie die Datei als UTF-8."
            )
            raise FactsRefused([Problem(line, column, "", sentence, file)]) from None
    text = source.removeprefix("\ufeff")
    problems = []
    for hidden in HIDDEN_SIGNS.finditer(text):
        line = text.count("\n", 0, hidden.start()) + 1
        column = hidden.start() - text.rfind("\n", 0, hidden.start())
        sign = f"U+{ord(hidden[0]):04X}"
        sentence = f"An Stelle {column} steht das unsichtbare Zeichen {sign}. Löschen Sie es."
        problems.append(Problem(line, column, "", sentence, file))
        if len(problems) == 20:
            break
    if problems:
        raise FactsRefused(problems)
    return text


def root_of(text: str, file: str) -> tuple[Node, list[Problem]]:
    """The outermost node of the only document, with the problems that did not stop the reading."""
    loader = _StrictLoader(text, file)
    try:
        root = loader.only_document()
    except yaml.MarkedYAMLError as error:
        raise FactsRefused([*loader.problems, _unreadable(error, file)]) from None
    except (ValueError, OverflowError):
        # PyYAML turns an escape such as \UFFFFFFFF into a sign without asking whether there is one.
        sentence = "Hier steht ein Zeichen, das es nicht gibt."
        problem = Problem(loader.line + 1, loader.column + 1, "", sentence, file)
        raise FactsRefused([*loader.problems, problem]) from None
    return root, loader.problems


class _StrictLoader(yaml.SafeLoader):
    """Composes nodes, without references, types, or more depth and size than a facts file has."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text)
        self.file = file
        self.problems: list[Problem] = []
        self.depth = 0
        self.values = 0

    def only_document(self) -> Node:
        self.get_event()
        if self.check_event(yaml.StreamEndEvent):
            self._stop(1, 1, "Die Datei enthält keine Fakten.")
        root: Any = self.compose_document()
        if not self.check_event(yaml.StreamEndEvent):
            event: Any = self.peek_event()
            self._complain(
                event.start_mark,
                "Hier beginnt ein zweites Dokument. Löschen Sie es oder die Trennlinie davor.",
            )
        return root

    def compose_node(self, parent: Node | None, index: Any) -> Any:
        event: Any = self.peek_event()
        self.values += 1
        if self.values > MOST_VALUES:
            self._stop_at(
                event.start_mark,
                f"Die Datei enthält mehr als {MOST_VALUES} Werte. So lang ist keine Faktendatei.",
            )
        if self.check_event(yaml.AliasEvent):
            self.get_event()
            self._complain(
                event.start_mark,
                f"Der Verweis *{event.anchor} ist nicht erlaubt. Schreiben Sie den Wert aus.",
            )
            return ScalarNode("", "unknown", event.start_mark, event.end_mark)
        if event.anchor is not None:
            self._complain(
                event.start_mark, f"Der Anker &{event.anchor} ist nicht erlaubt. Löschen Sie ihn."
            )
            event.anchor = None
        if event.tag is not None:
            self._complain(
                event.start_mark, "Eine Typangabe mit ! ist nicht erlaubt. Löschen Sie sie."
            )
            event.tag = "tag:yaml.org,2002:str"
        self.depth += 1
        if self.depth > DEEPEST:
            self._stop_at(
                event.start_mark,
                "Hier ist zu tief verschachtelt. Prüfen Sie Klammern und Einrückung.",
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _complain(self, mark: yaml.Mark, sentence: str) -> None:
        self.problems.append(Problem(mark.line + 1, mark.column + 1, "", sentence, self.file))

    def _stop_at(self, mark: yaml.Mark, sentence: str) -> None:
        self._stop(mark.line + 1, mark.column + 1, sentence)

    def _stop(self, line: int, column: int, sentence: str) -> None:
        raise FactsRefused([*self.problems, Problem(line, column, "", sentence, self.file)])


def _unreadable(error: yaml.MarkedYAMLError, file: str) -> Problem:
    complaint = error.problem or ""
    mark: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark
    if complaint.startswith(("expected ',' or '}'", "expected ',' or ']'")):
        line = opened.line + 1
        sentence = f"Die Klammer aus Zeile {line} wird nicht geschlossen, oder es fehlt ein Komma."
    else:
        default = "Hier stimmt etwas nicht. Prüfen Sie Einrückung, Klammern und Anführungszeichen."
        sentence = next((german for english, german in _SENTENCES if english in complaint), default)
    return Problem(mark.line + 1, mark.column + 1, "", sentence, file)
