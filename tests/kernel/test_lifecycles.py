"""States and the steps between them."""

import pytest

from kreislotse.kernel.lifecycles import Lifecycle, Step
from kreislotse.kernel.refusals import WrongState

LIFE = Lifecycle(
    initial="draft",
    steps=[
        Step("submit", ("draft",), "submitted", "edit"),
        Step("withdraw", ("submitted",), "draft", "edit"),
        Step("approve", ("submitted",), "approved", "decide"),
        Step("revive", ("lost",), "draft", "edit"),
    ],
)


def test_a_step_is_found_by_its_verb():
    assert LIFE.step("approve").target == "approved"


def test_a_verb_without_a_step_is_a_programming_error():
    with pytest.raises(KeyError):
        LIFE.step("forget")


def test_a_step_starts_from_its_sources_only():
    assert LIFE.check("approve", state="submitted", label="eingereicht").verb == "approve"
    with pytest.raises(WrongState) as refusal:
        LIFE.check("approve", state="draft", label="Entwurf")
    assert str(refusal.value) == "Das ist im Stand „Entwurf“ nicht möglich."


def test_states_are_reached_along_the_steps_only():
    assert LIFE.reachable() == {"draft", "submitted", "approved"}
