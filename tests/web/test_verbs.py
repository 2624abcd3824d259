"""The journal's verbs in words."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import kreislotse
from kreislotse.web.verbs import in_words


def deeds() -> Iterator[str]:
    """The names of all actions: what the journal calls what was done."""
    for package in pkgutil.iter_modules(kreislotse.__path__):
        folder = import_module(f"kreislotse.{package.name}")
        if package.ispkg and "actions" in {m.name for m in pkgutil.iter_modules(folder.__path__)}:
            actions = import_module(f"kreislotse.{package.name}.actions")
            for name, found in inspect.getmembers(actions, inspect.isfunction):
                is_ours = found.__module__.startswith(actions.__name__)
                if is_ours and hasattr(found, "__wrapped__"):  # atomic, so it is a deed
                    yield name


def test_every_deed_is_told_in_a_word_of_its_own():
    names = set(deeds())
    assert {"open_call", "offer_service", "use_programme"} <= names
    assert {name for name in names if str(in_words(name, None)) == "bearbeitet"} == set()
