"""Brings the English catalogue up to date with the German sentences in the source, without gettext.

Without arguments it writes: new sentences get an empty translation, vanished ones go.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kreislotse"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
# The paper itself is a German document, whoever looks at it in which language.
GERMAN_ONLY = ("reporting/statements", "reporting/documents", "migrations")

SINGULAR = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
_LITERAL = r"""(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))"""
_IN_TEMPLATE = re.compile(rf"\b(n?gettext|_)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^{}]*\}")


@dataclass
class Sentence:
    """One German sentence, its plural if it has one, and the files it stands in."""

    text: str
    plural: str = ""
    files: set[str] = field(default_factory=set)


class NotASentence(Exception):
    """A marked text that cannot be looked up in a catalogue, such as an f-string."""


def sentences() -> dict[str, Sentence]:
    """All sentences of the source, by their text."""
    found: dict[str, Sentence] = {}
    for file in sorted(PACKAGE.rglob("*")):
        name = file.relative_to(PACKAGE).as_posix()
        if file.suffix not in (".py", ".html") or any(part in name for part in GERMAN_ONLY):
            continue
        read = of_python if file.suffix == ".py" else of_template
        for text, plural in read(file.read_text(encoding="utf-8"), name):
            sentence = found.setdefault(text, Sentence(text))
            sentence.plural = sentence.plural or plural
            sentence.files.add(name)
    return found


def of_python(source: str, name: str) -> Iterator[tuple[str, str]]:
    """What a module marks for translation; the messages of refusals count as marked."""
    tree = ast.parse(source, name)
    marks = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in SINGULAR | PLURAL
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _messages(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            mark = marks.get(node.func.id, "")
            yield from _marked(node, 2 if mark in PLURAL else 1 if mark else 0, name)


def _messages(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The sentence of a refusal in the kernel, which must not import Django to mark it."""
    for line in node.body:
        if (
            isinstance(line, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == "message" for t in line.targets)
            and isinstance(line.value, ast.Constant)
            and line.value.value
        ):
            yield str(line.value.value), ""


def _marked(node: ast.Call, count: int, name: str) -> Iterator[tuple[str, str]]:
    texts = []
    for argument in node.args[:count]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            texts.append(argument.value)
        elif isinstance(argument, ast.JoinedStr | ast.BinOp):
            raise NotASentence(f"{name}:{argument.lineno}: only a plain text can be translated")
    if texts:  # a variable holds a sentence that was marked elsewhere
        yield texts[0], texts[1] if len(texts) > 1 else ""


def of_template(source: str, name: str) -> Iterator[tuple[str, str]]:
    """What a template marks for translation, as Django's own tags would look it up."""
    for call, text, plural in _IN_TEMPLATE.findall(templatize(source, origin=name)):
        is_plural = call == "ngettext" and plural
        yield ast.literal_eval(text), ast.literal_eval(plural) if is_plural else ""


def placeholders(text: str) -> set[str]:
    """The names in a sentence that figures are put in for."""
    return {first or second for first, second in _PLACEHOLDER.findall(text)}


def merged(old: polib.POFile, found: dict[str, Sentence]) -> polib.POFile:
    """The catalogue of exactly these sentences, with the translations that are known."""
    known = {(entry.msgid, entry.msgid_plural): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=96)
    new.metadata = {
        "Project-Id-Version": "Kreislotse",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for sentence in sorted(found.values(), key=lambda s: (min(s.files), s.text)):
        before = known.get((sentence.text, sentence.plural))
        entry = polib.POEntry(
            msgid=sentence.text, occurrences=[(file, "") for file in sorted(sentence.files)]
        )
        if sentence.plural:
            entry.msgid_plural = sentence.plural
            entry.msgstr_plural = before.msgstr_plural if before else {0: "", 1: ""}
        else:
            entry.msgstr = before.msgstr if before else ""
        if "python-brace-format" not in entry.flags and "{" in sentence.text:
            entry.flags.append("python-brace-format")
        new.append(entry)
    return new


def main() -> None:
    old = polib.pofile(str(CATALOGUE)) if CATALOGUE.is_file() else polib.POFile()
    new = merged(old, sentences())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(CATALOGUE))
    gaps = len(new.untranslated_entries())
    print(f"{len(new)} sentences, {gaps} without translation", file=sys.stderr)


if __name__ == "__main__":
    main()
