"""Nothing grows into the one file that everybody fears."""

import pytest

from tests.architecture.trees import SOURCE, TESTS, Function, functions, python_files, shown

FILE, TEST_FILE, FUNCTION, VIEW, TEMPLATE = 400, 500, 40, 15, 80


def lines(file) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def body_lines(function: Function) -> int:
    """The lines of a function below its signature, the docstring among them."""
    return (function.end_lineno or 0) - function.body[0].lineno + 1


@pytest.mark.parametrize("file", python_files(SOURCE), ids=shown)
def test_a_file_of_the_source_stays_readable(file):
    assert lines(file) <= FILE
    long = {f.name: body_lines(f) for f in functions(file) if body_lines(f) > FUNCTION}
    assert long == {}


@pytest.mark.parametrize("file", python_files(TESTS), ids=shown)
def test_a_file_of_tests_stays_readable(file):
    assert lines(file) <= TEST_FILE


@pytest.mark.parametrize(
    "file",
    [
        file
        for file in python_files(SOURCE / "web")
        if file.stem == "views" or file.parent.name == "views"
    ],
    ids=shown,
)
def test_a_view_fetches_acts_and_answers(file):
    long = {f.name: body_lines(f) for f in functions(file) if body_lines(f) > VIEW}
    assert long == {}


@pytest.mark.parametrize("file", sorted((SOURCE / "web" / "templates").rglob("*.html")), ids=shown)
def test_a_template_asks_and_decides_nothing(file):
    assert lines(file) <= TEMPLATE
