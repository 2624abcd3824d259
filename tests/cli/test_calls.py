"""What a user can get wrong on the command line ends in a German sentence and code 2."""

import time

import pytest

from kreislotse.cli import main
from kreislotse.cli.serve import NoDemonstration, NotForOthers, refuse_unless_servable
from kreislotse.kernel.refusals import DomainError
from tests.cli.commands import refusal, run


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Es fehlt, was geschehen soll. So geht es: kreislotse [-h] VERB ..."),
        (["drucken"], "Diesen Befehl gibt es nicht. So geht es: kreislotse [-h] VERB ..."),
        (
            ["paper"],
            (
                "Es fehlt: --out. So geht es: kreislotse paper [-h] --out OUT [--facts FACTS] "
                "[--as-of AS_OF]"
            ),
        ),
        (
            ["demo", "--schnell"],
            "Das gibt es hier nicht: --schnell. So geht es: kreislotse [-h] VERB ...",
        ),
        (
            ["serve", "--host"],
            (
                "Hinter einer der Angaben fehlt der Wert. So geht es: kreislotse serve [-h] "
                "[--port PORT] [--host HOST]"
            ),
        ),
        (
            ["paper", "--out", "o", "--as-of", "gestern"],
            ("„gestern“ ist kein Datum. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2015-11-12."),
        ),
        (
            ["serve", "--port", "0"],
            "„0“ ist kein Anschluss. Nennen Sie eine Zahl von 1 bis 65535.",
        ),
        (
            ["serve", "--port", "99999999999999999999"],
            "„99999999999999999999“ ist kein Anschluss. Nennen Sie eine Zahl von 1 bis 65535.",
        ),
    ],
)
def test_a_wrong_call_is_explained(capsys, words, sentence):
    assert main(words) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{sentence}\n")


def test_a_port_of_the_environment_is_read_only_when_it_is_needed(capsys, monkeypatch):
    monkeypatch.setenv("PORT", "abc")
    assert main(["serve"]) == 2
    assert capsys.readouterr().err.startswith("„abc“ ist kein Anschluss.")


@pytest.mark.slow
def test_help_comes_at_once_in_german(tmp_path):
    began = time.monotonic()
    done = run("--help", cwd=tmp_path)
    assert time.monotonic() - began < 2
    assert (done.returncode, done.stderr) == (0, "")
    for verb in ("paper", "check-facts", "demo", "serve", "check-journal", "manage"):
        assert verb in done.stdout
    assert "zeigt diese Hilfe" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "environment"),
    [("check-journal", {}), ("demo", {}), ("serve", {"KREISLOTSE_DEMO": "1"})],
)
def test_an_empty_database_is_named_as_such(tmp_path, verb, environment):
    said = refusal(verb, cwd=tmp_path, KREISLOTSE_DATA=str(tmp_path), **environment)
    assert said == "In dieser Datenbank gibt es noch keine Tabellen: kreislotse manage migrate"


@pytest.mark.slow
def test_a_database_out_of_reach_is_named_as_such(tmp_path):
    missing = f"sqlite:///{tmp_path}/nowhere/db.sqlite3"
    said = refusal(
        "check-journal",
        cwd=tmp_path,
        KREISLOTSE_DATA=str(tmp_path),
        KREISLOTSE_DATABASE_URL=missing,
    )
    assert said == (
        "Die Datenbank ist nicht zu erreichen. Prüfen Sie KREISLOTSE_DATA und "
        "KREISLOTSE_DATABASE_URL."
    )


@pytest.mark.django_db
def test_the_door_of_the_demonstration_stays_shut_in_an_office(settings, demo_marked):
    """Everybody knows the passwords of the demonstration."""
    settings.DEMO = True
    with pytest.raises(NoDemonstration):
        refuse_unless_servable("127.0.0.1")
    demo_marked()
    for host in ("0.0.0.0", "192.168.0.1", ""):  # noqa: S104 - that it listens there is refused
        with pytest.raises(NotForOthers):
            refuse_unless_servable(host)
    for host in ("127.0.0.1", "localhost", "::1"):
        refuse_unless_servable(host)


@pytest.mark.django_db
def test_an_office_serves_wherever_it_likes(settings):
    settings.DEMO = False
    refuse_unless_servable("0.0.0.0")  # noqa: S104 - an office's own choice


def test_every_refusal_of_the_command_line_is_a_refusal_of_the_house():
    assert issubclass(NoDemonstration, DomainError)


@pytest.fixture
def demo_marked():
    from kreislotse.access.models import Installation

    return lambda: Installation.objects.create(pk=1, purpose=Installation.Purpose.DEMO)
