"""The forms around consent texts, what people decide, and documented norms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.actions.consents import LEAST_MONTHS, MOST_MONTHS
from kreislotse.participants.consent_texts import PARAGRAPHS, PARTS, needed
from kreislotse.participants.states import ConsentDecision, ConsentForm, ConsentPurpose
from kreislotse.web.forms import ActionForm, DateField, FileField, choice, place

_OF_PURPOSE = "purpose_"


class DraftForm(ActionForm):
    """Which district gets a new edition; most people work for one."""

    owner = place(_("Kreis"))

    def offer(self, actor: Actor) -> None:
        places = actor.places(Permission.CONSENT_WRITE)
        districts = Organisation.objects.visible_to(actor).filter(
            pk__in=places, kind=OrganisationKind.DISTRICT
        )
        self.put_up(owner=districts.order_by("sort_key"))


class VersionForm(ActionForm):
    valid_months = forms.IntegerField(
        label=_("Monate, die eine Einwilligung gilt"),
        min_value=LEAST_MONTHS,
        max_value=MOST_MONTHS,
    )
    note = forms.CharField(
        label=_("Was ist neu"),
        required=False,
        max_length=300,
        help_text=_("Ein Satz für die, die den Text freigeben und benutzen."),
    )


class TextForm(ActionForm):
    """All parts of one language; `initial` brings its code, direction and what it says now."""

    def offer(self, actor: Actor) -> None:
        language = self.initial["language"]
        look = {"lang": language.code, "dir": language.direction}
        for part in needed(language.code):
            self.fields[part] = _area(PARTS[part], look, long=part in PARAGRAPHS)
        for purpose in ConsentPurpose:
            self.fields[f"{_OF_PURPOSE}{purpose}"] = _area(purpose.label, look, long=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        purposes = {
            key.removeprefix(_OF_PURPOSE): text
            for key, text in said.items()
            if key.startswith(_OF_PURPOSE)
        }
        texts = {key: text for key, text in said.items() if not key.startswith(_OF_PURPOSE)}
        return {"texts": texts, "purposes": purposes}


def _area(label: Any, look: dict[str, str], *, long: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, **look}) if long else forms.TextInput(attrs=look)
    return forms.CharField(label=label, required=False, max_length=2000, widget=widget)


class ConsentEntryForm(ActionForm):
    """What a person decided; `initial` brings the edition, the language and whom it can name."""

    keeps_draft = False

    decision = forms.ChoiceField(
        label=_("Entscheidung"), choices=ConsentDecision.choices, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(label=_("Form"), choices=ConsentForm.choices, widget=forms.RadioSelect)
    decided_on = DateField(label=_("Entschieden am"))
    guardian = forms.CharField(
        label=_("Mutter, Vater oder Vormund"),
        required=False,
        max_length=120,
        help_text=_("Nur bei Personen unter 18 Jahren: wer mit unterschrieben hat."),
    )
    witness = forms.CharField(
        label=_("Dolmetschende Person oder Zeuge"), required=False, max_length=120
    )
    scan = FileField(label=_("Unterschriebenes Blatt"), required=False, photo=True)

    def offer(self, actor: Actor) -> None:
        fields = {
            f"{_OF_PURPOSE}{purpose}": forms.MultipleChoiceField(
                label=purpose.label,
                required=False,
                choices=[(place.pk, place.name) for place in places],
                widget=forms.CheckboxSelectMultiple,
            )
            for purpose, places in self.initial["recipients"].items()
            if places
        }
        self.fields.update(fields)
        self.order_fields(["decision", *fields])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        known = {str(p.pk): p for places in self.initial["recipients"].values() for p in places}
        ticked = {key: said.pop(key) for key in list(said) if key.startswith(_OF_PURPOSE)}
        grants = [
            (ConsentPurpose(key.removeprefix(_OF_PURPOSE)), known[chosen])
            for key, places in ticked.items()
            for chosen in places
        ]
        kept = {name: self.initial[name] for name in ("version", "language")}
        return {**said, **kept, "grants": grants}

    def clean_decision(self) -> ConsentDecision:
        return ConsentDecision(self.cleaned_data["decision"])

    def clean_form(self) -> ConsentForm:
        return ConsentForm(self.cleaned_data["form"])


class BasisForm(ActionForm):
    owner = place(_("Kreis"))
    purpose = forms.ChoiceField(label=_("Zweck"), choices=ConsentPurpose.choices)
    recipient = choice(_("Empfänger"))
    norm = forms.CharField(
        label=_("Norm"), max_length=200, help_text=_("Gesetz mit Paragraph und Absatz")
    )
    reasons = forms.CharField(
        label=_("Warum sie diese Weitergabe erlaubt"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    valid_from = DateField(label=_("Gilt ab"))
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(
        label=_("Quelle"),
        required=False,
        max_length=400,
        help_text=_("Aktenzeichen oder Vermerk, in dem die Prüfung steht"),
    )

    def offer(self, actor: Actor) -> None:
        seen = Organisation.objects.visible_to(actor)
        places = actor.places(Permission.CONSENT_RELEASE)
        districts = seen.filter(pk__in=places, kind=OrganisationKind.DISTRICT)
        self.put_up(owner=districts.order_by("sort_key"), recipient=seen.order_by("sort_key"))

    def clean_purpose(self) -> ConsentPurpose:
        return ConsentPurpose(self.cleaned_data["purpose"])


class EndBasisForm(ActionForm):
    valid_to = DateField(label=_("Letzter Tag"))
