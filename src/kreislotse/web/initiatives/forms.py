"""Forms for the deeds on initiatives and what hangs on them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.initiatives.models import FieldOfAction, Letter
from kreislotse.initiatives.states import InitiativeKind, PartRole, Stance
from kreislotse.mandates.models import Clause
from kreislotse.organisations.models import Organisation
from kreislotse.records.tables import valid_on
from kreislotse.web.forms import ActionForm, DateField, choice, choices, place

EDIT = Permission.INITIATIVE_EDIT


class PlainForm(ActionForm):
    """A deed that asks for nothing."""


class NoteForm(ActionForm):
    """A deed that may be explained."""

    note = forms.CharField(label=_("Grund"), required=False, max_length=1000, widget=forms.Textarea)


def all_organisations(actor: Actor) -> Any:
    """Every organisation, in the order of names: partners may be anybody."""
    return Organisation.objects.visible_to(actor).order_by("sort_key", "pk")


class ClauseChoice(forms.ModelChoiceField):
    """A clause by its resolution, number and first words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.resolution.agenda_item.meeting}, {obj}: {obj.text[:80]}"


class ClauseChoices(forms.ModelMultipleChoiceField):
    """Several clauses to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.resolution.agenda_item.meeting}, {obj}: {obj.text[:80]}"


class InitiativeForm(ActionForm):
    number = forms.IntegerField(
        label=_("Nummer"),
        min_value=1,
        max_value=999,
        help_text=_("Sie ordnet die Abschnitte des Berichts"),
    )
    kind = forms.ChoiceField(label=_("Art"), choices=InitiativeKind.choices)
    title = forms.CharField(label=_("Titel"), max_length=200)
    purpose = forms.CharField(label=_("Zweck"), required=False, widget=forms.Textarea)
    area = choice(_("Gebiet einer Organisation"), required=False)
    area_text = forms.CharField(label=_("Gebiet in Worten"), required=False, max_length=200)
    status_text = forms.CharField(
        label=_("Stand in Worten"),
        required=False,
        max_length=300,
        help_text=_("ergänzt den Stand, der sich aus den Meilensteinen ergibt"),
    )
    fields_of_action = choices(_("Handlungsfelder"), required=False)

    def offer(self, actor: Actor) -> None:
        self.put_up(area=all_organisations(actor))
        fields = FieldOfAction.objects.visible_to(actor).order_by("title", "pk")
        kept = self.initial.get("fields_of_action", [])
        chosen = fields.filter(valid_on(actor.today)) | fields.filter(pk__in=[f.pk for f in kept])
        self.put_up(fields_of_action=chosen)


class NewInitiativeForm(InitiativeForm):
    field_order = ("owner",)

    owner = place(_("Kreis"))
    clauses = ClauseChoices(None, label=_("Aufträge, die es ausführt"), required=False)

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        places = actor.places(EDIT)
        organisations = Organisation.objects.visible_to(actor)
        self.put_up(owner=organisations.filter(pk__in=places))
        clauses = Clause.objects.visible_to(actor).for_list()
        self.put_up(clauses=clauses.filter(owner__in=places))


class ClauseLinkForm(ActionForm):
    clause = ClauseChoice(None, label=_("Auftrag"), empty_label=_("Bitte wählen"))

    def offer(self, actor: Actor) -> None:
        clauses = Clause.objects.visible_to(actor).for_list()
        self.put_up(clause=clauses.filter(owner__in=actor.places(EDIT)))


class PartnerChangeForm(ActionForm):
    role = forms.ChoiceField(label=_("Rolle"), choices=PartRole.choices)
    part = forms.CharField(
        label=_("Anteil in Worten"), required=False, max_length=300, widget=forms.Textarea
    )


class PartnerForm(PartnerChangeForm):
    field_order = ("organisation",)

    organisation = choice(_("Organisation"))

    def offer(self, actor: Actor) -> None:
        self.put_up(organisation=all_organisations(actor))


class MilestoneMoveForm(ActionForm):
    planned_on = DateField(label=_("Geplant"), required=False)
    forecast_on = DateField(label=_("Erwartet"), required=False)
    actual_on = DateField(label=_("Erreicht"), required=False)
    remark = forms.CharField(label=_("Bemerkung"), required=False, max_length=300)


class MilestoneForm(MilestoneMoveForm):
    field_order = ("title",)

    title = forms.CharField(label=_("Meilenstein"), max_length=200)


class LetterForm(ActionForm):
    dated = DateField(label=_("Datum des Schreibens"), required=False)
    subject = forms.CharField(label=_("Betreff"), max_length=300)
    sender = choice(_("Absender"))
    addressees = choices(_("Empfänger"))
    answers = choice(_("Antwort auf"), required=False)
    follow_up_on = DateField(label=_("Wiedervorlage"), required=False)
    file_reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=100)

    def offer(self, actor: Actor) -> None:
        self.put_up(sender=all_organisations(actor))
        self.put_up(addressees=all_organisations(actor))
        letters = Letter.objects.visible_to(actor).order_by("-dated", "-pk")
        self.put_up(answers=letters.filter(initiative=self.initial["initiative"]))


class PositionChangeForm(ActionForm):
    stance = forms.ChoiceField(label=_("Art der Stellungnahme"), choices=Stance.choices)
    statement = forms.CharField(
        label=_("Was gesagt wird"),
        widget=forms.Textarea,
        help_text=_("mit eigenen Worten; erscheint als wiedergegebene Rede"),
    )
    dated = DateField(label=_("Datum"), required=False)
    said_by = choice(_("Mitgeteilt von"), required=False)
    source = forms.CharField(label=_("Quelle"), required=False, max_length=300)

    def offer(self, actor: Actor) -> None:
        self.put_up(said_by=all_organisations(actor))


class PositionForm(PositionChangeForm):
    field_order = ("holder",)

    holder = choice(_("Wessen Stellungnahme"))

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(holder=all_organisations(actor))


class QuestionForm(ActionForm):
    question = forms.CharField(label=_("Frage"), max_length=300, widget=forms.Textarea)
    due_on = DateField(label=_("Antwort erwartet bis"), required=False)


class AnswerForm(ActionForm):
    answer = forms.CharField(label=_("Antwort"), widget=forms.Textarea)


class SubscriptionForm(ActionForm):
    reporter = choice(_("Wer berichtet"))
    subject = forms.CharField(label=_("Worüber"), max_length=300)
    asked_on = DateField(label=_("Erbeten am"), required=False)
    every_months = forms.IntegerField(
        label=_("Abstand in Monaten"), required=False, min_value=1, max_value=60
    )
    next_due_on = DateField(label=_("Nächster Bericht fällig am"), required=False)

    def offer(self, actor: Actor) -> None:
        self.put_up(reporter=all_organisations(actor))


class ReportReceivedForm(ActionForm):
    received_on = DateField(label=_("Eingegangen am"))


class FieldOfActionForm(ActionForm):
    code = forms.SlugField(
        label=_("Kennung"), max_length=40, help_text=_("Kleinbuchstaben und Bindestriche")
    )
    title = forms.CharField(label=_("Handlungsfeld"), max_length=200)
    valid_from = DateField(label=_("Gilt ab"), required=False)
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(
        label=_("Quelle"),
        required=False,
        max_length=400,
        help_text=_("die Richtlinie, die das Feld vorgibt"),
    )
