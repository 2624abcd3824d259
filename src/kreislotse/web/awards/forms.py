"""The forms of notices: what a notice says, its items, its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.models import AwardItem
from kreislotse.awards.states import DayCount, RecipientKind
from kreislotse.awards.usual import NewCondition
from kreislotse.funding.models import Application, Programme
from kreislotse.funding.states import ApplicationState, Financing
from kreislotse.web.awards.item_rows import add_rows, read_rows, rows_of
from kreislotse.web.by_initiative import initiative_field, open_to
from kreislotse.web.forms import ActionForm, DateField, MoneyField, choice
from kreislotse.web.funding.forms import authorities

AS_GUIDELINE = _("wie in der Richtlinie")
_DECIDED = (ApplicationState.SUBMITTED, ApplicationState.AWARDED)
_ALLOWED = {"yes": True, "no": False}


class NoteForm(ActionForm):
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=500)


class SureForm(ActionForm):
    """A deed that needs nothing but a yes."""


class TermsForm(ActionForm):
    """What a notice says, apart from its items and conditions."""

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (
            _("Bescheid"),
            (
                "initiative",
                "application",
                "title",
                "reference",
                "programme",
                "authority",
                "financing",
                "dated",
                "posted_on",
                "served_on",
            ),
        ),
        (_("Zeitraum"), ("period_from", "period_to", "early_start_on")),
        (
            _("Finanzierung"),
            ("eligible_cost", "percent", "own_funds", "third_party_funds", "tolerance_percent"),
        ),
        (
            _("Mittelabruf und Zinsen"),
            ("draw_months", "instalments_need_proof", "own_funds_pro_rata", "day_count"),
        ),
        (
            _("Weiterleitung"),
            (
                "forwarding_allowed",
                "allowed_recipients",
                "cap_per_project",
                "light_form_up_to",
                "sub_proof_months",
            ),
        ),
        (_("Nachweis und Aufbewahrung"), ("proof_due_on", "retention_years", "conditions")),
    )

    title = forms.CharField(label=_("Bezeichnung"), max_length=200)
    reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=100)
    programme = choice(_("Förderprogramm"), required=False, empty=_("keines"))
    authority = choice(_("Bewilligungsbehörde"), required=False, empty=_("wie im Programm"))
    financing = forms.ChoiceField(label=_("Finanzierungsart"), choices=Financing.choices)
    dated = DateField(label=_("Datum des Bescheids"))
    posted_on = DateField(
        label=_("Zur Post gegeben am"),
        required=False,
        help_text=_("Tag.Monat.Jahr; daraus ergibt sich der Tag der Bekanntgabe"),
    )
    served_on = DateField(
        label=_("Bekannt gegeben am"),
        required=False,
        help_text=_("nur, wenn der Tag ein anderer ist als nach der Post"),
    )
    period_from = DateField(label=_("Bewilligungszeitraum von"))
    period_to = DateField(label=_("Bewilligungszeitraum bis"))
    early_start_on = DateField(
        label=_("Vorzeitiger Beginn zugelassen ab"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer, wenn dem nicht zugestimmt ist"),
    )
    eligible_cost = MoneyField(label=_("Zuwendungsfähige Ausgaben"), required=False)
    percent = forms.DecimalField(
        label=_("Fördersatz in Prozent"),
        required=False,
        localize=True,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("nur bei Anteilfinanzierung, zum Beispiel 80"),
    )
    own_funds = MoneyField(label=_("Eigenmittel"), required=False)
    third_party_funds = MoneyField(label=_("Mittel Dritter"), required=False)
    tolerance_percent = forms.IntegerField(
        label=_("Abweichung einzelner Positionen in Prozent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("ohne Zustimmung erlaubt, zum Beispiel 20; leer: wie in der Richtlinie"),
    )
    draw_months = forms.IntegerField(
        label=_("Abgerufenes verwenden binnen Monaten"),
        required=False,
        min_value=1,
        max_value=24,
        help_text=_("leer: wie in der Richtlinie, sonst zwei Monate"),
    )
    instalments_need_proof = forms.BooleanField(
        label=_("Jeder weitere Abruf setzt den Nachweis des vorigen voraus"), required=False
    )
    own_funds_pro_rata = forms.BooleanField(
        label=_("Abruf nur im Verhältnis zu den Eigenmitteln"), required=False
    )
    day_count = forms.ChoiceField(label=_("Zinstage"), choices=DayCount.choices)
    forwarding_allowed = forms.TypedChoiceField(
        label=_("Weiterleitung an andere"),
        required=False,
        choices=[("", AS_GUIDELINE), ("yes", _("zugelassen")), ("no", _("nicht zugelassen"))],
        coerce=_ALLOWED.get,
        empty_value=None,
    )
    allowed_recipients = forms.MultipleChoiceField(
        label=_("Weiterleitung zugelassen an"),
        required=False,
        choices=RecipientKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    cap_per_project = MoneyField(label=_("Höchstbetrag je Projekt"), required=False)
    light_form_up_to = MoneyField(label=_("Einfaches Verfahren bis"), required=False)
    sub_proof_months = forms.IntegerField(
        label=_("Nachweis der Empfänger, Monate vor dem eigenen"),
        initial=2,
        min_value=0,
        max_value=24,
    )
    proof_due_on = DateField(
        label=_("Verwendungsnachweis bis"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer: Ende des sechsten Monats nach dem Zeitraum"),
    )
    retention_years = forms.TypedChoiceField(
        label=_("Belege aufbewahren"),
        coerce=int,
        choices=[(10, _("10 Jahre, wie die Bücher der Kommune")), (5, _("5 Jahre"))],
    )

    def offer(self, actor: Actor) -> None:
        self.put_up(
            programme=Programme.objects.visible_to(actor).order_by("sort_key"),
            authority=authorities(actor),
        )

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The fields under the headings of the notice; what a form does not have is left out."""
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self.groups
        ]


class NewAwardForm(TermsForm):
    initiative = initiative_field()
    application = choice(
        _("Antrag"),
        required=False,
        empty=_("ohne Antrag"),
        help_text=_("gestellt und noch ohne Bescheid; eine Pauschale kommt ohne Antrag"),
    )
    conditions = forms.CharField(
        label=_("Nebenbestimmungen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("je Zeile eine; sie gelten auch für Empfänger von Weiterleitungen"),
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        applications = Application.objects.visible_to(actor).filter(
            owner__in=actor.places(Permission.FUNDING_EDIT), state__in=_DECIDED, award__isnull=True
        )
        self.put_up(
            initiative=open_to(actor, Permission.FUNDING_EDIT),
            application=applications.order_by("-pk"),
        )
        add_rows(self, actor)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return rows_of(self)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values["items"] = read_rows(self, values)
        lines = [line.strip() for line in values.get("conditions", "").splitlines()]
        values["conditions"] = [NewCondition(line) for line in lines if line]
        return values


class ItemsForm(ActionForm):
    def offer(self, actor: Actor) -> None:
        add_rows(self, actor)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return rows_of(self)

    def clean(self) -> dict[str, Any]:
        return {"items": read_rows(self, super().clean() or {})}


class ConditionForm(ActionForm):
    text = forms.CharField(
        label=_("Nebenbestimmung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    source = forms.CharField(
        label=_("Fundstelle"), required=False, max_length=200, help_text=_("zum Beispiel Nr. 6.1")
    )
    passed_on = forms.BooleanField(
        label=_("Gilt auch für Empfänger von Weiterleitungen"), required=False, initial=True
    )


class ServiceForm(ActionForm):
    posted_on = DateField(label=_("Zur Post gegeben am"), required=False)
    served_on = DateField(
        label=_("Bekannt gegeben am"),
        required=False,
        help_text=_("Tag.Monat.Jahr; leer: ergibt sich aus der Aufgabe zur Post"),
    )


class WaiverForm(ActionForm):
    waived_on = DateField(label=_("Verzicht erklärt am"))


class BeginForm(ActionForm):
    begun_on = DateField(label=_("Begonnen am"))


class EndForm(ActionForm):
    ended_on = DateField(label=_("Beendet am"))


class HandedInForm(ActionForm):
    note = forms.CharField(
        label=_("Wie er vorgelegt ist"),
        max_length=500,
        help_text=_("zum Beispiel: mit Schreiben vom 15.06.2016"),
    )


class RemarkForm(ActionForm):
    remarked_on = DateField(label=_("Prüfungsvermerk vom"))
    remark = forms.CharField(
        label=_("Ergebnis der Prüfung"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CloseForm(ActionForm):
    closed_on = DateField(label=_("Abgeschlossen am"))


class RevokeForm(ActionForm):
    revoked_on = DateField(label=_("Aufgehoben am"))
    reason = forms.CharField(label=_("Grund"), max_length=300)


def items_of(form: ActionForm, actor: Actor, name: str = "item") -> None:
    """Offer the items of the award that the form is about."""
    items = AwardItem.objects.visible_to(actor).filter(award=form.initial["award"])
    form.put_up(**{name: items.order_by("position")})


class LumpSumPaymentForm(ActionForm):
    item = choice(_("Position"))
    amount = MoneyField(label=_("Betrag"))
    received_on = DateField(label=_("Eingegangen am"))

    def offer(self, actor: Actor) -> None:
        items_of(self, actor)
