"""Forms of erasing, keeping and telling."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.initiatives.models import Initiative
from kreislotse.organisations.models import Organisation
from kreislotse.protection.letter_texts import languages
from kreislotse.protection.states import ArchiveAnswer, Clock
from kreislotse.web.forms import ActionForm, DateField, choice, place


class ProposeForm(ActionForm):
    owner = place(_("Kommune"))

    def offer(self, actor: Actor) -> None:
        places = actor.places(Permission.ERASURE_PROPOSE)
        own = Organisation.objects.visible_to(actor).filter(pk__in=places)
        self.put_up(owner=own.order_by("sort_key"))


class NoteForm(ActionForm):
    note = forms.CharField(label=_("Anmerkung"), required=False, max_length=300)


class ReasonForm(ActionForm):
    note = forms.CharField(label=_("Warum nicht gelöscht wird"), max_length=300)


class NothingForm(ActionForm):
    """A deed that asks nothing but the click."""


class HoldForm(ActionForm):
    keeps_draft = False
    reason = forms.CharField(label=_("Warum aufbewahrt wird"), max_length=300)
    until = DateField(label=_("Bis (leer: bis auf Weiteres)"), required=False)


class LetterForm(ActionForm):
    keeps_draft = False
    asked_on = DateField(label=_("Gefragt am"))
    language = forms.ChoiceField(label=_("Sprache des Schreibens"))

    def offer(self, actor: Actor) -> None:
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(text.code, text.german) for text in languages().values()]


class PeriodForm(ActionForm):
    clock = forms.ChoiceField(label=_("Frist ab"), choices=Clock.choices)
    months = forms.IntegerField(label=_("Monate"), min_value=1, max_value=1200)
    valid_from = DateField(label=_("Gilt ab"))
    reason = forms.CharField(label=_("Begründung"), max_length=300)
    source = forms.CharField(label=_("Quelle"), max_length=400)


class ArchiveForm(ActionForm):
    initiative = choice(_("Vorhaben"))
    archive = forms.CharField(label=_("Archiv"), max_length=200)
    offered_on = DateField(label=_("Angeboten am"))
    answer = forms.ChoiceField(label=_("Antwort"), choices=ArchiveAnswer.choices)

    def offer(self, actor: Actor) -> None:
        own = Initiative.objects.visible_to(actor).filter(
            owner__in=actor.places(Permission.INITIATIVE_EDIT)
        )
        self.put_up(initiative=own.order_by("sort_key", "pk"))
