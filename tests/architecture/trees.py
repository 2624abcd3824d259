"""The source as the architecture's tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kreislotse"
TESTS = ROOT / "tests"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def shown(file: Path) -> str:
    """A file as messages and test ids name it."""
    return file.relative_to(ROOT).as_posix()


def python_files(folder: Path) -> list[Path]:
    """The files that people write: migrations are written by the framework."""
    return [file for file in sorted(folder.rglob("*.py")) if "migrations" not in file.parts]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> Iterator[Function]:
    """All functions of a file, methods and nested ones too."""
    for node in ast.walk(tree(file)):
        if isinstance(node, Function):
            yield node


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("kreislotse.")]
