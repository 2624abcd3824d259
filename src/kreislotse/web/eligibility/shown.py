"""Rules, facts and reasons as pages show them, with the district's words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.eligibility.facts import read_back
from kreislotse.eligibility.models import Rule, RuleSetVersion, Verdict
from kreislotse.eligibility.rules import Outcome
from kreislotse.eligibility.sentences import render
from kreislotse.eligibility.vocabulary import AGE, FACT, UNLESS_SAID, Vocabulary
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.participants.profile import FIELDS, Category
from kreislotse.web.listing import Badge

# What tells who somebody is; the page of an unnamed person leaves out the same.
_TELLING = frozenset(
    {field.code for field in FIELDS if field.category == Category.IDENTITY} | {AGE}
)
_OUTCOMES = {
    Outcome.FULFILLED: Badge(_("erfüllt"), "success"),
    Outcome.NOT_FULFILLED: Badge(_("nicht erfüllt"), "danger"),
    Outcome.UNKNOWN: Badge(_("unklar"), "warning"),
}


def rules_shown(rules: Iterable[Rule], vocabulary: Vocabulary) -> list[dict[str, Any]]:
    return [{"rule": rule, "sentence": render(rule.condition, vocabulary)} for rule in rules]


def reasons_shown(verdict: Verdict, *, named: bool) -> list[dict[str, Any]]:
    """Each rule that was asked: its words, its norm, the list version, the facts used.

    To whom the person is not named the facts that tell who it is are not shown either.
    """
    vocabulary = vocabulary_of(verdict.version.owner_id)
    rules = {rule.code: rule for rule in verdict.version.rules.order_by("position")}
    return [
        {
            "reason": reason,
            "rule": rules[reason["code"]],
            "badge": _OUTCOMES[Outcome(reason["outcome"])],
            "sentence": render(rules[reason["code"]].condition, vocabulary),
            "lists": [_list_shown(each) for each in reason["lists"]],
            "lists_missing": [vocabulary.list_title(code) for code in reason["lists_missing"]],
            "facts": [
                (FACT[code].title, _fact_shown(code, verdict.facts[code], vocabulary))
                for code in reason["facts"]
                if named or code not in _TELLING
            ],
        }
        for reason in verdict.reasons
    ]


def _list_shown(kept: dict[str, Any]) -> dict[str, Any]:
    first = date.fromisoformat(kept["valid_from"]) if kept["valid_from"] else None
    return kept | {"valid_from": first}


def _fact_shown(code: str, kept: Any, vocabulary: Vocabulary) -> Any:
    """A fact as people read it; what only holds unless somebody says otherwise says so."""
    if code in UNLESS_SAID and kept == UNLESS_SAID[code]:
        return _("nichts eingetragen")
    value = read_back(code, kept)
    return vocabulary.value(code, value) if isinstance(value, str) else value


def differences(
    before: RuleSetVersion, after: RuleSetVersion, vocabulary: Vocabulary
) -> list[dict[str, Any]]:
    """Rule by rule what the later version says otherwise; what both say alike is left out."""
    old = {rule.code: rule for rule in before.rules.order_by("position")}
    new = {rule.code: rule for rule in after.rules.order_by("position")}
    found = []
    for code in list(new) + [code for code in old if code not in new]:
        was, now = old.get(code), new.get(code)
        lines = _lines(was, now, vocabulary)
        if lines:
            found.append({"title": now or was, "kind": _kind(was, now), "lines": lines})
    return found


def _kind(was: Rule | None, now: Rule | None) -> Badge:
    if was is None:
        return Badge(_("neu"), "success")
    return Badge(_("geändert"), "warning") if now else Badge(_("entfällt"), "danger")


def _lines(
    was: Rule | None, now: Rule | None, vocabulary: Vocabulary
) -> list[tuple[Any, Any, Any]]:
    sides = [_said(rule, vocabulary) if rule else None for rule in (was, now)]
    names: Sequence[Any] = list((sides[1] or sides[0] or {}).keys())
    pairs = [
        (name, sides[0][name] if sides[0] else None, sides[1][name] if sides[1] else None)
        for name in names
    ]
    return [(name, old, new) for name, old, new in pairs if old != new]


def _said(rule: Rule, vocabulary: Vocabulary) -> dict[Any, Any]:
    return {
        _("Bezeichnung"): rule.title,
        _("Bedingung"): render(rule.condition, vocabulary),
        _("Norm"): rule.norm,
        _("Gilt ab"): rule.valid_from,
        _("Gilt bis"): rule.valid_to,
        _("Quelle"): rule.source,
        _("Begründung"): rule.explanation,
        _("In Einfacher Sprache"): rule.plain_language,
    }
