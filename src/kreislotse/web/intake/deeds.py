"""The deeds around lists, as their pages show them."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import check
from kreislotse.access.policy import Actor, Permission
from kreislotse.intake import actions
from kreislotse.intake.applying import made_ready
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import RowDecision
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import CallResponse
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm
from kreislotse.web.intake import forms

_EDIT = Permission.PERSON_EDIT


def take_over(upload: Upload, *, actor: Actor) -> Upload:
    """Reading the rows takes the longest: that is done before anything is locked."""
    check(upload, "apply_upload", actor=actor)
    ready = made_ready(upload, today=actor.today)
    return actions.apply_upload(upload, actor=actor, ready=ready)


def receive(
    *, actor: Actor, owner: Organisation, file: Any, response: CallResponse | None = None
) -> Upload:
    """Hand in the chosen file; only its mapped columns are kept."""
    content = file.read()
    return actions.receive_list(
        owner, actor=actor, name=file.name, content=content, response=response
    )


def receive_again(upload: Upload, *, actor: Actor, file: Any, **columns: str) -> Upload:
    """The same file once more, its columns read as chosen; the list before it is discarded."""
    return actions.receive_list(
        upload.owner,
        actor=actor,
        name=file.name,
        content=file.read(),
        mapping=forms.chosen_mapping(upload, columns),
        response=upload.response,
        replaces=upload,
    )


def correct(row: UploadRow, *, actor: Actor, **typed: str) -> UploadRow:
    return actions.correct_row(row, actor=actor, typed=typed)


def decide(row: UploadRow, *, actor: Actor, answer: str) -> UploadRow:
    """The answer is the code of the person beside the row, or that it is somebody else."""
    if answer == RowDecision.DIFFERENT:
        return actions.decide_row(row, actor=actor, decision=RowDecision.DIFFERENT)
    code = "" if answer == RowDecision.SAME else answer
    return actions.decide_row(row, actor=actor, decision=RowDecision.SAME, candidate_code=code)


def with_form(deed: Deed, form: type[ActionForm]) -> Deed:
    return replace(deed, form=form)


def with_consequence(deed: Deed, consequence: Any) -> Deed:
    return replace(deed, consequence=consequence)


RECEIVE = Deed(
    title=_("Liste hochladen"),
    button=_("Hochladen und prüfen"),
    done=_("Die Liste ist gelesen. Noch ist nichts übernommen."),
    form=forms.NewListForm,
    action=receive,
    needs=_EDIT,
    consequence=_(
        "Wir lesen nur die Spalten, die wir kennen. Die Datei selbst und alle anderen Spalten "
        "werden nicht gespeichert. Übernommen wird erst, wenn Sie es nach der Prüfung sagen."
    ),
)
REMAP = Deed(
    title=_("Spalten anders zuordnen"),
    button=_("So lesen"),
    done=_("Die Liste ist neu gelesen. Die Zuordnung merken wir uns für Ihre nächste Liste."),
    form=ActionForm,
    action=receive_again,
    verb="discard_upload",
    consequence=_(
        "Wir heben Ihre Datei nicht auf; wählen Sie sie deshalb noch einmal aus. Der bisherige "
        "Stand dieser Liste wird verworfen, auch Ihre Berichtigungen und Entscheidungen."
    ),
)
APPLY = Deed(
    title=_("Liste übernehmen"),
    button=_("Übernehmen"),
    done=_("Die Liste ist übernommen. Unten steht, was daraus geworden ist."),
    form=ActionForm,
    action=take_over,
    verb="apply_upload",
)
UNDO = Deed(
    title=_("Liste zurücknehmen"),
    button=_("Alles zurücknehmen"),
    done=_("Die Liste ist zurückgenommen; alles ist wie vorher."),
    form=forms.UndoForm,
    action=actions.undo_upload,
    verb="undo_upload",
)
DISCARD = Deed(
    title=_("Liste verwerfen"),
    button=_("Verwerfen"),
    done=_("Die Liste ist verworfen, ihre Zeilen sind gelöscht."),
    form=ActionForm,
    action=actions.discard_upload,
    verb="discard_upload",
    consequence=_("Alle gelesenen Zeilen werden sofort gelöscht. Übernommen wird nichts."),
)
CORRECT = Deed(
    title=_("Zeile berichtigen"),
    button=_("Berichtigen und neu prüfen"),
    done=_("Die Zeile ist berichtigt und neu geprüft."),
    form=ActionForm,
    action=correct,
    needs=_EDIT,
    consequence=_("Ihre Datei bleibt, wie sie ist. Ein geleertes Feld gilt als nicht gesagt."),
)
DECIDE = Deed(
    title=_("Ist das dieselbe Person?"),
    button=_("So entscheiden"),
    done=_("Die Entscheidung ist eingetragen. Sie gilt, wenn Sie die Liste übernehmen."),
    form=ActionForm,
    action=decide,
    needs=_EDIT,
)
