"""The forms of applications and of stage one."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.funding.models import ConsentInPrinciple, PostKind, Programme, Purpose
from kreislotse.funding.states import ConsentState, Financing
from kreislotse.initiatives.models import Letter
from kreislotse.initiatives.states import Direction
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, MoneyField, ShareField

AS_PROGRAMME = _("wie im Programm")
FINANCING = [("", _("noch offen")), *Financing.choices]
_GRANTING = (
    OrganisationKind.GRANTING_AUTHORITY,
    OrganisationKind.DISTRICT_GOVERNMENT,
    OrganisationKind.MINISTRY,
    OrganisationKind.FEDERAL_AGENCY,
    OrganisationKind.REGIONAL_DIRECTORATE,
    OrganisationKind.STATE,
)


def authorities(actor: Actor) -> Any:
    """Who grants or decides about money."""
    return Organisation.objects.visible_to(actor).filter(kind__in=_GRANTING).order_by("sort_key")


def own_organisations(actor: Actor) -> Any:
    """The places where the actor works with grants, and what belongs to them."""
    places = actor.places(Permission.FUNDING_EDIT)
    own = Q(pk__in=places) | Q(part_of__in=places)
    return Organisation.objects.visible_to(actor).filter(own).order_by("sort_key")


class NoteForm(ActionForm):
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=500)


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), required=False, max_length=500)


class SureForm(ActionForm):
    """A deed that needs nothing but a yes."""


class ApplicationForm(ActionForm):
    title = forms.CharField(label=_("Titel"), max_length=200)
    applicant = forms.ModelChoiceField(None, label=_("Antragsteller"), empty_label=None)
    in_place_of = forms.CharField(
        label=_("Anstelle"),
        required=False,
        max_length=200,
        help_text=_("wenn ersatzweise: „des Kommunalen Integrationszentrums“"),
    )
    programme = forms.ModelChoiceField(
        None, label=_("Förderprogramm"), required=False, empty_label=_("noch offen")
    )
    consent = forms.ModelChoiceField(
        None,
        label=_("Grundsätzliche Zustimmung"),
        required=False,
        empty_label=_("keine"),
        help_text=_("Stufe 1, wenn das Programm sie verlangt"),
    )
    granting_authority = forms.ModelChoiceField(
        None,
        label=_("Bewilligungsbehörde"),
        required=False,
        empty_label=_("noch offen"),
    )
    financing = forms.ChoiceField(label=_("Finanzierungsart"), choices=FINANCING, required=False)
    rates_on = DateField(
        label=_("Fördersätze vom"),
        required=False,
        help_text=_("Tag, dessen Sätze gelten, zum Beispiel 01.12.2015"),
    )
    purposes = forms.ModelMultipleChoiceField(
        None, label=_("Zwecke"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, actor: Actor) -> None:
        fields = self.fields
        fields["applicant"].queryset = own_organisations(actor)
        fields["programme"].queryset = Programme.objects.visible_to(actor).order_by("sort_key")
        fields["consent"].queryset = ConsentInPrinciple.objects.visible_to(actor).select_related(
            "initiative"
        )
        fields["granting_authority"].queryset = authorities(actor)
        fields["purposes"].queryset = Purpose.objects.visible_to(actor).order_by("title")


class NewApplicationForm(ApplicationForm):
    initiative = initiative_field()
    requested = MoneyField(label=_("Beantragte Summe"), required=False)
    difference_reason = forms.CharField(
        label=_("Begründung, falls sie von der Berechnung abweicht"),
        required=False,
        max_length=300,
    )
    field_order = ("initiative", "title", "applicant", "in_place_of", "programme")

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.fields["initiative"].queryset = open_to(actor, Permission.FUNDING_EDIT)
        self.fields["granting_authority"].empty_label = AS_PROGRAMME
        self.fields["financing"].choices = [("", AS_PROGRAMME), *Financing.choices]


class LineForm(ActionForm):
    title = forms.CharField(label=_("Stelle"), max_length=300)
    post_kind = forms.ModelChoiceField(
        None, label=_("Art der Stelle"), required=False, empty_label=_("ohne Fördersatz")
    )
    share = ShareField(
        label=_("Anteil"),
        required=False,
        help_text=_("volle Stellen, zum Beispiel 2,0 oder 0,5; leer, wenn offen"),
    )

    def offer(self, actor: Actor) -> None:
        self.fields["post_kind"].queryset = PostKind.objects.visible_to(actor).order_by("title")


class SumForm(ActionForm):
    requested = MoneyField(label=_("Beantragte Summe"), required=False)
    difference_reason = forms.CharField(
        label=_("Begründung"),
        required=False,
        max_length=300,
        help_text=_("nur nötig, wenn die Summe von der Berechnung abweicht"),
    )


class SubmitForm(ActionForm):
    submitted_on = DateField(label=_("Gestellt am"))
    override_reason = forms.CharField(
        label=_("Begründung einer Ausnahme"),
        required=False,
        max_length=500,
        help_text=_("nur, wenn der Antrag ohne Zustimmung und Einvernehmen gestellt werden darf"),
    )


class AwardForm(ActionForm):
    awarded_on = DateField(label=_("Bewilligt am"), help_text=_("Datum des Bescheids"))


class HandoverForm(ActionForm):
    to = forms.ModelChoiceField(None, label=_("Übernimmt"), empty_label=_("Bitte wählen"))
    on = DateField(label=_("Ab dem"))

    def offer(self, actor: Actor) -> None:
        self.fields["to"].queryset = own_organisations(actor)


class ConsentForm(ActionForm):
    initiative = initiative_field()

    def offer(self, actor: Actor) -> None:
        self.fields["initiative"].queryset = open_to(actor, Permission.FUNDING_EDIT)


class RequestForm(ActionForm):
    direction = Direction.OUT
    letter = forms.ModelChoiceField(
        None,
        label=_("Schreiben"),
        empty_label=_("Bitte wählen"),
        help_text=_("Es steht beim Vorhaben; sein Datum gilt."),
    )

    def offer(self, actor: Actor) -> None:
        letters = Letter.objects.visible_to(actor).filter(
            direction=self.direction, initiative__owner__in=actor.places(Permission.FUNDING_EDIT)
        )
        self.fields["letter"].queryset = letters.order_by("-dated", "-pk")


class RefuseForm(RequestForm):
    direction = Direction.IN
    decided_by = forms.ModelChoiceField(
        None, label=_("Entschieden hat"), empty_label=_("Bitte wählen")
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.fields["decided_by"].queryset = authorities(actor)


class GrantForm(RefuseForm):
    concurring = forms.ModelMultipleChoiceField(
        None,
        label=_("Im Einvernehmen mit"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    concurred_on = DateField(
        label=_("Einvernehmen vom"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer, solange das Einvernehmen aussteht"),
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        waiting = ConsentInPrinciple.objects.visible_to(actor).filter(state=ConsentState.SENT)
        asked = Q(consents__consent__in=waiting) | Q(kind=OrganisationKind.MINISTRY)
        self.fields["concurring"].queryset = authorities(actor).filter(asked).distinct()


class ConcurrenceForm(ActionForm):
    concurred_on = DateField(label=_("Einvernehmen vom"))
