"""Whatever ends the work, a list is taken over whole or not at all, and can be gone on with."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection, connections

from kreislotse.intake import applying, undoing
from kreislotse.intake.actions import (
    apply_upload,
    check_slice,
    discard_upload,
    receive_list,
    undo_upload,
)
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import RowState, UploadState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DomainError, WrongState
from kreislotse.participants.models import Candidate
from tests.factories.intake import described, known, sheet
from tests.intake.lists import checked, handed_in, people, taken_over

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).parents[2]
NAMES = ("Haddad", "Karimi", "Ahmad", "Zeki", "Tesfaye")
ROWS = [(name, "Amina", f"0{n + 1}.04.1990", "Syrien") for n, name in enumerate(NAMES)]


@pytest.fixture
def town(transactional_db):
    from tests.factories.organisations import MunicipalityFactory

    return MunicipalityFactory()


def process(*words: object) -> int:
    """A process that works in the database of this test; how it ended."""
    said = connection.settings_dict
    address = f"sqlite:///{said['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{said['USER']}@/{said['NAME']}?host={said['HOST']}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.intake.writers", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "KREISLOTSE_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.returncode


@pytest.mark.parametrize("step", ["second", "end"])
def test_a_process_killed_while_it_takes_over_leaves_nothing(town, clerk, step):
    upload = checked(town, clerk, *ROWS)
    assert process("apply", upload.pk, clerk.person_id, step) == -signal.SIGKILL

    assert not Candidate.objects.exists()
    upload.refresh_from_db()
    assert (upload.state, upload.receipt) == (UploadState.CHECKED, {})
    assert not UploadRow.objects.filter(applied=True).exists()
    assert apply_upload(upload, actor=clerk).receipt["inserted"] == len(ROWS)


def test_checking_goes_on_after_its_process_was_killed(town, clerk):
    upload = handed_in(town, clerk, *ROWS)
    assert process("check", upload.pk, clerk.person_id, 1) == -signal.SIGKILL

    upload.refresh_from_db()
    assert (upload.state, upload.rows_checked) == (UploadState.READ, 2)
    while upload.state == UploadState.READ:
        upload = check_slice(upload, actor=clerk, size=2)
    assert upload.rows.filter(state=RowState.NEW).count() == len(ROWS)


def test_an_interrupted_list_can_be_discarded(town, clerk):
    upload = handed_in(town, clerk, *ROWS)
    check_slice(upload, actor=clerk, size=2)
    discard_upload(upload, actor=clerk)
    assert not UploadRow.objects.exists()


def full_disk(*_args: object, **_options: object) -> None:
    raise OperationalError("database or disk is full")


@pytest.mark.parametrize("what", ["save_rows", "update_candidates", "counted"])
def test_a_full_disk_leaves_everything_as_it_was(town, clerk, monkeypatch, what):
    known(town, "Haddad", "Amina", born_on=checked_day())
    said = [
        dict(
            zip(
                ("Familienname", "Vornamen", "Geburtsdatum", "Staatsangehörigkeit"),
                row,
                strict=True,
            )
        )
        | {"Schuljahre": "9"}
        for row in ROWS
    ]
    upload = checked(town, clerk, content=described(*said))
    before, entries = people(), JournalEntry.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(applying, what, full_disk)
        with pytest.raises(OperationalError):
            apply_upload(upload, actor=clerk)
    assert (people(), JournalEntry.objects.count()) == (before, entries)
    assert apply_upload(Upload.objects.get(), actor=clerk).receipt["updated"] == 1


def checked_day():
    from datetime import date

    return date(1990, 4, 1)


def test_a_full_disk_while_reading_keeps_no_half_list(town, clerk, monkeypatch):
    from kreislotse.intake.actions import uploads

    with monkeypatch.context() as patch:
        patch.setattr(uploads, "write", full_disk)
        with pytest.raises(OperationalError):
            receive_list(town, actor=clerk, name="liste.csv", content=sheet(*ROWS))
    assert not Upload.objects.exists()
    assert not UploadRow.objects.exists()


def test_a_full_disk_while_undoing_takes_nothing_back(town, clerk, monkeypatch):
    upload = taken_over(town, clerk, *ROWS)
    before = people()
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "restore", full_disk)
        patch.setattr(undoing, "delete_candidates", full_disk)
        with pytest.raises(OperationalError):
            undo_upload(upload, actor=clerk, note="falsche Liste")
    assert people() == before
    assert Upload.objects.get().state == UploadState.APPLIED


def at_once(*deeds):
    """Each in a thread of its own, begun together; what it gave, or its refusal."""
    outcomes, start = [], threading.Barrier(len(deeds))

    def run(work):
        try:
            start.wait(timeout=10)
            outcomes.append(work())
        except (DomainError, DatabaseError) as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def test_two_people_who_take_over_the_same_list_at_once_take_it_over_once(town, clerk, monkeypatch):
    """The first one waits within its transaction until the second one has come too."""
    upload = checked(town, clerk, *ROWS)
    other_came, take_over = threading.Event(), applying.take_over

    def take_over_slowly(*args, **options):
        other_came.wait(timeout=0.5)
        return take_over(*args, **options)

    from kreislotse.intake.actions import taking

    monkeypatch.setattr(taking, "take_over", take_over_slowly)

    def second():
        other_came.set()
        return apply_upload(upload, actor=clerk)

    outcomes = at_once(lambda: apply_upload(upload, actor=clerk), second)
    assert sorted(type(each).__name__ for each in outcomes) == [
        Upload.__name__,
        WrongState.__name__,
    ]
    assert Candidate.objects.count() == len(ROWS)


def test_two_lists_of_the_same_people_taken_over_at_once_begin_nobody_twice(town, clerk):
    first, second = (checked(town, clerk, *ROWS) for _ in range(2))
    outcomes = at_once(
        lambda: apply_upload(first, actor=clerk), lambda: apply_upload(second, actor=clerk)
    )
    assert sorted(each.receipt["inserted"] for each in outcomes) == [0, len(ROWS)]
    assert Candidate.objects.count() == len(ROWS)
