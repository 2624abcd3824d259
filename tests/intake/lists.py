"""Lists taken through their steps, as a municipality's clerk does it."""

from typing import Any

from django.apps import apps
from django.db import connection

from kreislotse.access.policy import Actor
from kreislotse.intake.actions import apply_upload, check_slice, receive_list
from kreislotse.intake.models import Upload
from kreislotse.intake.states import UploadState
from kreislotse.organisations.models import Organisation
from tests.factories.intake import sheet


def handed_in(town: Organisation, actor: Actor, *rows: Any, **options: Any) -> Upload:
    """Read and kept; `content` may be given instead of rows."""
    content = options.pop("content", None) or sheet(*rows)
    return receive_list(town, actor=actor, name="liste.csv", content=content, **options)


def checked(town: Organisation, actor: Actor, *rows: Any, **options: Any) -> Upload:
    upload = handed_in(town, actor, *rows, **options)
    while upload.state == UploadState.READ:
        upload = check_slice(upload, actor=actor)
    return upload


def taken_over(town: Organisation, actor: Actor, *rows: Any, **options: Any) -> Upload:
    return apply_upload(checked(town, actor, *rows, **options), actor=actor)


def states(upload: Upload) -> dict[int, str]:
    """The state of each row by its number in the sheet."""
    return dict(upload.rows.order_by("number").values_list("number", "state"))


def people() -> dict[str, list[Any]]:
    """Every row about people, as the database holds it: what undoing has to bring back."""
    names = [model._meta.db_table for model in apps.get_app_config("participants").get_models()]
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f'SELECT * FROM "{name}" ORDER BY 1')  # noqa: S608
            found[name] = cursor.fetchall()
    return found
