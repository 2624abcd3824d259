"""What an application lacks by the nine parts of the model form."""

from dataclasses import replace

import pytest

from kreislotse.funding.completeness import Annex, Facts, Status, blocking, checklist
from kreislotse.kernel.money import Money

COMPLETE = Facts(
    ruled=True,
    applicant_has_key=True,
    period=True,
    lines=True,
    cost_known=True,
    requested=True,
    need=True,
    funding_need=True,
    financial_effects=True,
    not_begun=True,
    input_tax_said=True,
)


def codes(facts: Facts) -> list[str]:
    return [item.code for item in blocking(checklist(facts))]


def test_a_complete_application_lacks_nothing():
    items = checklist(COMPLETE)
    assert codes(COMPLETE) == []
    assert sorted({item.part for item in items}) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert {item.code for item in items if item.status == Status.NOT_NEEDED} == {
        "annexes",
        "examination",
    }


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"period": False}, "period"),
        ({"lines": False}, "plan"),
        ({"cost_known": False}, "plan"),
        ({"uncovered": Money(1)}, "plan"),
        ({"uncovered": Money(-1)}, "plan"),
        ({"requested": False}, "sum"),
        ({"need": False}, "need"),
        ({"funding_need": False}, "funding_need"),
        ({"financial_effects": False}, "effects"),
        ({"not_begun": False}, "not_begun"),
        ({"input_tax_said": False}, "input_tax"),
        ({"annexes": (Annex("plan", "Arbeitsplan", True, False),)}, "annex-plan"),
    ],
)
def test_each_part_of_the_form_is_asked_for_under_a_guideline(lacking, code):
    facts = replace(COMPLETE, **lacking)
    assert codes(facts) == [code]
    missing = next(item for item in checklist(facts) if item.code == code)
    assert (missing.status, bool(str(missing.todo))) == (Status.MISSING, True)


def test_without_a_guideline_only_sum_and_beginning_are_mandatory():
    """R-GRT-03."""
    assert codes(Facts()) == ["sum", "not_begun"]
    assert codes(Facts(requested=True, early_start=True)) == []


def test_full_financing_always_wants_its_reason():
    facts = Facts(requested=True, not_begun=True, full_financing=True)
    assert codes(facts) == ["funding_need"]


@pytest.mark.parametrize(
    "lacking",
    [
        {"applicant_has_key": False},
        {"needs_consent": True},
        {"annexes": (Annex("plan", "Arbeitsplan", False, False),)},
    ],
)
def test_some_points_are_shown_and_block_nothing(lacking):
    facts = replace(COMPLETE, **lacking)
    assert codes(facts) == []
    assert [item.status for item in checklist(facts)].count(Status.MISSING) == 1


def test_for_a_lump_sum_no_form_is_filled_in():
    items = checklist(Facts(ruled=True, lump_sum=True))
    assert [item.code for item in items if item.status != Status.NOT_NEEDED] == ["sum"]
