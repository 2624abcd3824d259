"""Every state can be reached, every step has a right, a label and an action of its name."""

from importlib import import_module

import pytest
from django.db.models import Manager

from kreislotse.access.policy import GRANTS, Permission
from tests.architecture.trees import our_models

WITH_STATES = [model for model in our_models() if hasattr(model, "LIFECYCLE")]
STEPS = [
    pytest.param(model, step, id=f"{model._meta.label}:{step.verb}")
    for model in WITH_STATES
    for step in model.LIFECYCLE.steps
]


@pytest.mark.parametrize("model", WITH_STATES, ids=lambda model: model._meta.label)
def test_every_state_can_be_reached_from_the_first(model):
    state = model._meta.get_field("state")
    assert model.LIFECYCLE.reachable() == {value for value, _ in state.flatchoices}
    assert state.default == model.LIFECYCLE.initial


@pytest.mark.parametrize("model", WITH_STATES, ids=lambda model: model._meta.label)
def test_each_verb_names_one_step(model):
    verbs = [step.verb for step in model.LIFECYCLE.steps]
    assert sorted(verbs) == sorted(set(verbs))


@pytest.mark.parametrize("model", WITH_STATES, ids=lambda model: model._meta.label)
def test_records_with_states_are_fetched_through_objects(model):
    """`access.deeds.lock` fetches by the default manager; visible_to must be its own."""
    assert isinstance(model.objects, Manager)
    assert hasattr(model.objects, "visible_to")
    assert model._default_manager is not None


@pytest.mark.parametrize(("model", "step"), STEPS)
def test_a_step_needs_a_right_that_somebody_can_hold(model, step):
    """R-DP-10"""
    assert isinstance(step.needs, Permission)
    assert any(step.needs in rights for rights in GRANTS.values())


@pytest.mark.parametrize(("model", "step"), STEPS)
def test_a_step_is_labelled_for_its_button(model, step):
    assert str(step.label)


@pytest.mark.parametrize(("model", "step"), STEPS)
def test_a_step_has_an_action_of_its_name(model, step):
    package = model.__module__.rpartition(".models")[0]
    assert callable(getattr(import_module(f"{package}.actions"), step.verb, None))
