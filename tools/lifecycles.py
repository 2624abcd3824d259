"""Draws every lifecycle into docs/lifecycles.md: its states, its steps, the right for each step."""

import os
from collections.abc import Iterator
from typing import Any

import django
import glossary
from django.apps import apps
from django.utils.translation import override

FILE = glossary.ROOT / "docs" / "lifecycles.md"
HEAD = """# Lifecycles

Which state leads to which by whose deed. Written by `tools/lifecycles.py` from the `Lifecycle`
tables in `states.py` of the packages; change the tables, run the tool, never this file.
"""


def document() -> str:
    """The whole page; the same tables give the same bytes."""
    names = glossary.german_names()
    with override("de"):
        chapters = ["\n".join(_chapter(model, names[model.__name__])) for model in _models()]
    return "\n".join([HEAD, *chapters])


def _models() -> list[Any]:
    ours = [model for model in apps.get_models() if hasattr(model, "LIFECYCLE")]
    return sorted(ours, key=lambda model: model._meta.label)


def _chapter(model: Any, german: str) -> Iterator[str]:
    lifecycle = model.LIFECYCLE
    labels = {str(value): str(label) for value, label in model._meta.get_field("state").flatchoices}
    used = lifecycle.reachable()
    yield f"## {german} (`{model._meta.label}`)"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (
        f'    state "{label}" as {value}' for value, label in labels.items() if value in used
    )
    yield f"    [*] --> {lifecycle.initial}"
    for step in lifecycle.steps:
        yield from (f"    {source} --> {step.target}: {step.label}" for source in step.sources)
    yield "```"
    yield ""
    yield "| Step | From | To | Action | Right |"
    yield "| --- | --- | --- | --- | --- |"
    for step in lifecycle.steps:
        sources = ", ".join(labels[source] for source in step.sources)
        yield (
            f"| {step.label} | {sources} | {labels[step.target]} | `{step.verb}` | `{step.needs}` |"
        )
    yield ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreislotse.config.settings")
    django.setup()
    FILE.write_text(document(), encoding="utf-8")
