"""A table refers to its own package or to those below: a name in a string goes round no border."""

import re
import tomllib

import pytest

from tests.architecture.trees import ROOT, our_models


def layers() -> dict[str, int]:
    """The height of each package, as the import contract orders them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(
        each for each in project["tool"]["importlinter"]["contracts"] if each["id"] == "layers"
    )
    rows = contract["layers"]
    return {
        package: -place for place, row in enumerate(rows) for package in re.findall(r"\w+", row)
    }


HEIGHT = layers()
REFERENCES = [
    pytest.param(model, field, id=f"{model._meta.label}.{field.name}")
    for model in our_models()
    for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    if field.is_relation
]


@pytest.mark.parametrize(("model", "field"), REFERENCES)
def test_a_reference_points_down(model, field):
    here = model.__module__.split(".")[1]
    there = field.related_model.__module__.split(".")[1]
    assert here == there or HEIGHT[there] < HEIGHT[here]


@pytest.mark.parametrize(("model", "field"), REFERENCES)
def test_no_record_of_office_dies_with_another(model, field):
    """R-GEN-05: erasure is an action, never a cascade."""
    if not field.many_to_many:
        assert field.remote_field.on_delete.__name__ == "PROTECT"
