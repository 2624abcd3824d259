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
from kreislotse.web.forms import (
    ActionForm,
    DateField,
    MoneyField,
    ShareField,
    choice,
    choices,
    place,
)
from kreislotse.web.funding.enclosure_forms import long_text
from kreislotse.web.funding.guideline_forms import yes_or_no

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
    applicant = place(_("Antragsteller"))
    in_place_of = forms.CharField(
        label=_("Anstelle"),
        required=False,
        max_length=200,
        help_text=_("wenn ersatzweise: „des Kommunalen Integrationszentrums“"),
    )
    programme = choice(_("Förderprogramm"), required=False, empty=_("noch offen"))
    consent = choice(
        _("Grundsätzliche Zustimmung"),
        required=False,
        empty=_("keine"),
        help_text=_("Stufe 1, wenn das Programm sie verlangt"),
    )
    granting_authority = choice(_("Bewilligungsbehörde"), required=False, empty=_("noch offen"))
    financing = forms.ChoiceField(label=_("Finanzierungsart"), choices=FINANCING, required=False)
    rates_on = DateField(
        label=_("Fördersätze vom"),
        required=False,
        help_text=_("Tag, dessen Sätze gelten, zum Beispiel 01.12.2015"),
    )
    period_from = DateField(label=_("Beginn der Maßnahme"), required=False)
    period_to = DateField(label=_("Ende der Maßnahme"), required=False)
    purposes = choices(_("Zwecke"), required=False)

    def offer(self, actor: Actor) -> None:
        consents = ConsentInPrinciple.objects.visible_to(actor)
        self.put_up(
            applicant=own_organisations(actor),
            programme=Programme.objects.visible_to(actor).order_by("sort_key"),
            consent=consents.select_related("initiative"),
            granting_authority=authorities(actor),
            purposes=Purpose.objects.visible_to(actor).order_by("title"),
        )


class NewApplicationForm(ApplicationForm):
    initiative = initiative_field()
    granting_authority = choice(_("Bewilligungsbehörde"), required=False, empty=AS_PROGRAMME)
    financing = forms.ChoiceField(
        label=_("Finanzierungsart"),
        choices=[("", AS_PROGRAMME), *Financing.choices],
        required=False,
    )
    requested = MoneyField(label=_("Beantragte Summe"), required=False)
    difference_reason = forms.CharField(
        label=_("Begründung, falls sie von der Berechnung abweicht"),
        required=False,
        max_length=300,
    )
    field_order = ("initiative", "title", "applicant", "in_place_of", "programme")

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(initiative=open_to(actor, Permission.FUNDING_EDIT))


class LineForm(ActionForm):
    title = forms.CharField(label=_("Stelle oder Maßnahme"), max_length=300)
    post_kind = choice(_("Art der Stelle"), required=False, empty=_("ohne Fördersatz"))
    share = ShareField(
        label=_("Anteil"),
        required=False,
        help_text=_("volle Stellen, zum Beispiel 2,0 oder 0,5; leer, wenn offen"),
    )
    amount = MoneyField(
        label=_("Oder feste Summe"),
        required=False,
        help_text=_("in Euro; dann ohne Art der Stelle und ohne Anteil"),
    )
    number = forms.CharField(
        label=_("Ziffer der Richtlinie"), required=False, max_length=20, help_text=_("z. B. 2.1")
    )
    purpose = choice(_("Zweck"), required=False, empty=_("nicht festgelegt"))

    def offer(self, actor: Actor) -> None:
        self.put_up(
            post_kind=PostKind.objects.visible_to(actor).order_by("title"),
            purpose=Purpose.objects.visible_to(actor).order_by("title"),
        )


class SumForm(ActionForm):
    requested = MoneyField(label=_("Beantragte Summe"), required=False)
    difference_reason = forms.CharField(
        label=_("Begründung"),
        required=False,
        max_length=300,
        help_text=_("nur nötig, wenn die Summe von der Berechnung abweicht"),
    )


class ReasonsForm(ActionForm):
    need = long_text(
        _("Notwendigkeit der Maßnahme"),
        required=False,
        help_text=_("Ziel, Konzept, Zusammenhang mit anderen Maßnahmen, Alternativen, Nutzen"),
    )
    funding_need = long_text(
        _("Notwendigkeit der Förderung"),
        required=False,
        help_text=_("eigene Mittel, Interesse des Landes, andere Finanzierung"),
    )
    financial_effects = long_text(
        _("Finanzielle Auswirkungen"),
        required=False,
        help_text=_("Nutzung, Kostendeckung, Folgekosten und wie sie getragen werden"),
    )


class DeclarationsForm(ActionForm):
    not_begun = forms.BooleanField(
        label=_("Die Maßnahme hat noch nicht begonnen und beginnt nicht vor der Bewilligung"),
        required=False,
    )
    early_start_on = DateField(
        label=_("Vorzeitiger Beginn erlaubt ab"),
        required=False,
        help_text=_("nur, wenn die Behörde zugestimmt hat"),
    )
    deducts_input_tax = yes_or_no(_("Zum Vorsteuerabzug berechtigt"), unknown=_("noch offen"))


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
    to = choice(_("Übernimmt"))
    on = DateField(label=_("Ab dem"))

    def offer(self, actor: Actor) -> None:
        self.put_up(to=own_organisations(actor))


class ConsentForm(ActionForm):
    initiative = initiative_field()

    def offer(self, actor: Actor) -> None:
        self.put_up(initiative=open_to(actor, Permission.FUNDING_EDIT))


class RequestForm(ActionForm):
    direction = Direction.OUT
    letter = choice(
        _("Schreiben"),
        help_text=_("Sein Datum gilt. Fehlt es hier, muss es zuerst beim Vorhaben stehen."),
    )

    def offer(self, actor: Actor) -> None:
        letters = Letter.objects.visible_to(actor).filter(
            direction=self.direction, initiative=self.initial["initiative"]
        )
        self.put_up(letter=letters.order_by("-dated", "-pk"))


class RefuseForm(RequestForm):
    direction = Direction.IN
    decided_by = choice(_("Entschieden hat"))

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.put_up(decided_by=authorities(actor))


class GrantForm(RefuseForm):
    concurring = choices(_("Im Einvernehmen mit"), required=False)
    concurred_on = DateField(
        label=_("Einvernehmen vom"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer, solange das Einvernehmen aussteht"),
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        waiting = ConsentInPrinciple.objects.visible_to(actor).filter(state=ConsentState.SENT)
        asked = Q(consents__consent__in=waiting) | Q(kind=OrganisationKind.MINISTRY)
        self.put_up(concurring=authorities(actor).filter(asked).distinct())


class ConcurrenceForm(ActionForm):
    concurred_on = DateField(label=_("Einvernehmen vom"))
