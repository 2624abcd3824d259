"""Processes of their own that take over a list in the database of the test; run with python -m.

python -m tests.intake.writers apply UPLOAD ACCOUNT STEP  is killed at the named step
python -m tests.intake.writers check UPLOAD ACCOUNT SLICES  is killed after so many slices
"""

import os
import signal
import sys

import django


def killed() -> None:
    """As by kill -9: nothing is cleaned up, nobody is told."""
    os.kill(os.getpid(), signal.SIGKILL)


def apply(upload_id: int, account: int, step: str) -> None:
    """Die before the second part of the rows, after the last one, or just before the end."""
    from kreislotse.intake import applying
    from kreislotse.intake.actions import apply_upload, taking

    applying.AT_ONCE = 2
    written = applying.insert_prepared
    calls = []

    def insert_and_die(*args, **options):
        calls.append(1)
        if step == "second" and len(calls) == 2:
            killed()
        return written(*args, **options)

    applying.insert_prepared = insert_and_die
    if step == "end":
        taking.advance = lambda *args, **options: killed()
    upload, actor = _things(upload_id, account)
    apply_upload(upload, actor=actor)


def check(upload_id: int, account: int, slices: str) -> None:
    from kreislotse.intake.actions import check_slice

    upload, actor = _things(upload_id, account)
    for _ in range(int(slices)):
        upload = check_slice(upload, actor=actor, size=2)
    killed()


def _things(upload_id: int, account: int):
    from kreislotse.access.models import Account
    from kreislotse.intake.models import Upload
    from kreislotse.organisations.queries import actor_of
    from tests.fixtures.acting import NOON

    return Upload.objects.get(pk=upload_id), actor_of(Account.objects.get(pk=account), NOON)


if __name__ == "__main__":
    django.setup()
    {"apply": apply, "check": check}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
