"""All that people do with rules, verdicts and decisions."""

from kreislotse.eligibility.actions.checking import check_call, judge, recheck, set_criteria
from kreislotse.eligibility.actions.country_lists import add_country_list_version
from kreislotse.eligibility.actions.deciding import decide, settle_review
from kreislotse.eligibility.actions.shipped import load_rules
from kreislotse.eligibility.actions.versions import (
    add_rule,
    add_rule_set,
    change_rule,
    draft_rules,
    put_rules_into_force,
    remove_rule,
    retire_rules,
)

__all__ = [
    "add_country_list_version",
    "add_rule",
    "add_rule_set",
    "change_rule",
    "check_call",
    "decide",
    "draft_rules",
    "judge",
    "load_rules",
    "put_rules_into_force",
    "recheck",
    "remove_rule",
    "retire_rules",
    "set_criteria",
    "settle_review",
]
