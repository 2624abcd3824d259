"""The form of a rule: its texts, and its condition in rows or, for nested ones, as a tree."""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.eligibility.conditions import check_condition
from kreislotse.eligibility.models import Rule
from kreislotse.eligibility.rows import (
    ASKED,
    COMPARISONS,
    Row,
    comparison_of,
    condition_of,
    rows_of,
)
from kreislotse.eligibility.vocabulary import FACTS, Kind, Vocabulary
from kreislotse.kernel.refusals import DomainError
from kreislotse.web.forms import ActionForm, DateField

ROWS = range(1, 7)
BY_ROWS, AS_TREE = "rows", "tree"
_TEXTS = ("title", "norm", "source", "valid_from", "valid_to", "explanation", "plain_language")


def _text(label: Any, longest: int, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=widget)


class RuleForm(ActionForm):
    """`initial` holds the district's vocabulary, and the texts and condition of a known rule."""

    title = forms.CharField(label=_("Bezeichnung der Regel"), max_length=200)
    norm = forms.CharField(
        label=_("Norm"), max_length=200, help_text=_("Zum Beispiel § 44 Abs. 4 AufenthG")
    )
    source = forms.CharField(label=_("Quelle"), max_length=400)
    valid_from = DateField(label=_("Gilt ab"), required=False)
    valid_to = DateField(label=_("Gilt bis"), required=False)
    explanation = _text(_("Begründung"), 500)
    plain_language = _text(_("In Einfacher Sprache"), 500)
    how = forms.ChoiceField(
        label=_("Wie möchten Sie die Bedingung schreiben?"),
        choices=[(BY_ROWS, _("in Zeilen")), (AS_TREE, _("als Text, auch geschachtelt"))],
        widget=forms.RadioSelect,
    )
    combine = forms.ChoiceField(
        label=_("Erfüllt ist die Regel, wenn"),
        choices=[("all", _("alle Zeilen zutreffen")), ("any", _("mindestens eine Zeile zutrifft"))],
    )
    tree = forms.CharField(
        label=_("Bedingung als Text"),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        required=False,
        help_text=_("JSON mit „all“, „any“, „not“ und „fact“. Beispiele stehen im Handbuch."),
    )

    def __init__(self, *args: Any, initial: dict[str, Any], **options: Any) -> None:
        self.vocabulary: Vocabulary = initial["vocabulary"]
        super().__init__(*args, initial=_condition_initial(initial), **options)
        facts = [("", _("keine Angabe")), *((fact.code, fact.title) for fact in FACTS)]
        comparisons = [("", _("Bitte wählen")), *COMPARISONS]
        for number in ROWS:
            self.fields[f"fact_{number}"] = forms.ChoiceField(
                label=_("Angabe"), choices=facts, required=False
            )
            self.fields[f"comparison_{number}"] = forms.ChoiceField(
                label=_("Vergleich"), choices=comparisons, required=False
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=_("Wert"),
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"list": "condition-values"}),
            )

    def text_fields(self) -> list[Any]:
        return [self[name] for name in _TEXTS]

    def row_fields(self) -> list[tuple[int, list[Any]]]:
        """The fields of each row, with its number."""
        parts = ("fact", "comparison", "value")
        return [(number, [self[f"{part}_{number}"] for part in parts]) for number in ROWS]

    def offered_values(self) -> list[str]:
        """What can be typed as a value, for browsers that propose it."""
        named = [
            name
            for fact in FACTS
            for name in self.vocabulary.values.get(fact.code, {}).values()
            if fact.code != "qualification_country"
        ]
        days = [fact.title for fact in FACTS if fact.kind == Kind.DAY]
        lists = (self.vocabulary.lists or {}).values()
        return list(dict.fromkeys([*lists, ASKED, f"{ASKED} - 3 Monate", *days, *named]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        condition = self._tree(data) if data.get("how") == AS_TREE else self._rows(data)
        return {name: data.get(name) for name in _TEXTS} | {"condition": condition}

    def _tree(self, data: dict[str, Any]) -> Any:
        try:
            tree = json.loads(data.get("tree") or "null")
            check_condition(tree, self.vocabulary)
        except json.JSONDecodeError as broken:
            say = gettext("Der Text ist in Zeile {line} nicht richtig aufgebaut.")
            self.add_error("tree", say.format(line=broken.lineno))
        except DomainError as refusal:
            self.add_error("tree", refusal.sentence(gettext))
        else:
            return tree
        return None

    def _rows(self, data: dict[str, Any]) -> Any:
        leaves = list(self._comparisons(data))
        if not leaves and not self.errors:
            self.add_error("fact_1", gettext("Füllen Sie mindestens eine Zeile aus."))
        return condition_of(leaves, data.get("combine") or "all") if leaves else None

    def _comparisons(self, data: dict[str, Any]) -> Iterator[Any]:
        for number in ROWS:
            parts = ("fact", "comparison", "value")
            row = Row(*(data.get(f"{part}_{number}") or "" for part in parts))
            if not any(row):
                continue
            if not row.fact or not row.comparison:
                missing = "comparison" if row.fact else "fact"
                self.add_error(f"{missing}_{number}", gettext("Bitte wählen Sie hier etwas aus."))
                continue
            leaf = comparison_of(row, self.vocabulary)
            try:
                check_condition(leaf, self.vocabulary)
            except DomainError as refusal:
                self.add_error(f"value_{number}", refusal.sentence(gettext))
            yield leaf


def rule_initial(rule: Rule) -> dict[str, Any]:
    """A rule's own texts and condition as first values of its form."""
    return {name: getattr(rule, name) for name in (*_TEXTS, "condition")}


def _condition_initial(initial: dict[str, Any]) -> dict[str, Any]:
    condition = initial.get("condition")
    first = {name: value for name, value in initial.items() if name != "condition"}
    if condition is None:
        return {"how": BY_ROWS, "combine": "all", **first}
    text = json.dumps(condition, ensure_ascii=False, indent=1)
    found = rows_of(condition, initial["vocabulary"])
    if found is None or len(found[1]) > len(ROWS):
        return {**first, "how": AS_TREE, "combine": "all", "tree": text}
    combine, rows = found
    first |= {"how": BY_ROWS, "combine": combine, "tree": text}
    for number, row in zip(ROWS, rows, strict=False):
        names = (f"fact_{number}", f"comparison_{number}", f"value_{number}")
        first |= dict(zip(names, row, strict=True))
    return first
