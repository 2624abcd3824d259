"""The forms around people: one for the whole record in groups, and one for each deed."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.models import LegalRegime, Organisation, OrganisationKind
from kreislotse.participants.checking import CHOICES, NUMBERS
from kreislotse.participants.countries import countries
from kreislotse.participants.models import Candidate, ResidenceTitle
from kreislotse.participants.occupations import occupation_groups
from kreislotse.participants.profile import FIELDS, NEEDED, Field, FieldKind, Profile
from kreislotse.participants.reading import GERMAN
from kreislotse.participants.states import (
    Closing,
    Evidence,
    Level,
    Paper,
    QualificationKind,
    RestrictionGround,
)
from kreislotse.participants.tongues import language_name, languages
from kreislotse.web.forms import ActionForm, DateField, choice, place
from kreislotse.web.participants.people_fields import BirthField, CountryField, LanguageField

_ASKED_LANGUAGES = 3
_CHOOSE = ("", _("keine Angabe"))
_WARNING = _(
    "Bitte nichts über Religion, Gesundheit, Fluchtgründe oder Familie und keine Registernummer."
)
_HINTS: dict[str, Any] = {
    "family_name": _("Wie im Ausweis, in lateinischer Schrift"),
    "given_names": _("Wie im Ausweis, in lateinischer Schrift"),
    "contact": _("Telefon, E-Mail oder über wen. {warning}"),
    "occupation": _("Zum Beispiel Elektriker"),
    "wish": _("Zum Beispiel Arbeit in der Pflege. {warning}"),
    "motivation": _("In den Worten der Person, höchstens 300 Zeichen. {warning}"),
    "regime": _("Leer lassen, wenn es aus dem Aufenthaltsstatus folgt"),
    "school_years": _("ganze Jahre"),
    "experience_years": _("ganze Jahre"),
}
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Die Person"), ("family_name", "given_names", "born_on", "nationality", "sex")),
    (_("Verständigung"), ("contact", "language_1", "language_2", "language_3")),
    (
        _("Aufenthalt"),
        ("title", "title_since", "title_valid_to", "regime", "entered_on", "asylum_applied_on"),
    ),
    (
        _("Schule und Beruf"),
        (
            "school_years",
            "qualification",
            "occupation_group",
            "occupation",
            "qualification_country",
            "paper",
            "experience_years",
        ),
    ),
    (
        _("Deutschkenntnisse"),
        ("german_level", "german_evidence", "german_issuer", "german_tested_on"),
    ),
    (
        _("Wunsch und Möglichkeiten"),
        ("wish", "motivation", "hours_per_week", "needs_childcare", "limited_mobility"),
    ),
)


def _hint(code: str) -> Any:
    return format_lazy(_HINTS[code], warning=_WARNING) if code in _HINTS else ""


def _field(field: Field) -> forms.Field:
    """The input for one field of a profile; lists of choices with "keine Angabe" first."""
    common: dict[str, Any] = {
        "label": field.title,
        "required": field.code in NEEDED,
        "help_text": _hint(field.code),
    }
    if field.kind == FieldKind.DAY:
        common.pop("help_text")
        return BirthField(**common) if field.code == "born_on" else DateField(**common)
    if field.kind == FieldKind.COUNTRY:
        return CountryField(**common)
    if field.kind == FieldKind.NUMBER:
        least, most = NUMBERS[field.code]
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(min_value=least, max_value=most, widget=widget, **common)
    if field.kind == FieldKind.YES_NO:
        return forms.BooleanField(**common)
    if field.kind == FieldKind.CHOICE:
        choices = [_CHOOSE, *CHOICES[field.code].choices]
        return forms.ChoiceField(choices=choices, **common)
    if field.kind == FieldKind.OCCUPATION_GROUP:
        return forms.ChoiceField(choices=[_CHOOSE, *occupation_groups()], **common)
    if field.kind == FieldKind.TITLE:
        return forms.ChoiceField(choices=[_CHOOSE], **common)
    if field.code == "motivation":
        common["widget"] = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(max_length=field.longest, **common)


class ListsForm(ActionForm):
    """A form whose page puts up the names of countries and languages while one types."""

    countries = staticmethod(countries)
    languages = staticmethod(languages)


class ProfileForm(ListsForm):
    """All that is asked about a person, in groups; its value is one profile."""

    keeps_draft = False

    def __init__(self, *args: Any, **options: Any) -> None:
        initial = options.get("initial") or {}
        profile = initial.pop("profile", None) if initial else None
        options["initial"] = {**initial, **(_typed(profile) if profile else {})}
        super().__init__(*args, **options)

    def offer(self, actor: Actor) -> None:
        for field in FIELDS:
            if field.kind != FieldKind.LANGUAGES:
                self.fields[field.code] = _field(field)
        for number in range(1, _ASKED_LANGUAGES + 1):
            label = _("Sprache zur Verständigung") if number == 1 else _("weitere Sprache")
            self.fields[f"language_{number}"] = LanguageField(label=label, required=False)
        titles = ResidenceTitle.objects.visible_to(actor).order_by("pk")
        chosen = self.fields["title"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [_CHOOSE, *titles.values_list("code", "label")]
        self.order_fields([name for _, names in GROUPS for name in names])

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """Headings with the inputs below them."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        tongues = [data.pop(f"language_{n}") for n in range(1, _ASKED_LANGUAGES + 1)]
        more = self.initial.get("more_languages", ())
        spoken = tuple(dict.fromkeys([code for code in tongues if code] + list(more)))
        values = {field.code: data.pop(field.code) for field in FIELDS if field.code in data}
        return {**data, "profile": Profile(**values, languages=spoken)}


def _typed(profile: Profile) -> dict[str, Any]:
    """What stands in the form for a profile."""
    values = {field.code: getattr(profile, field.code) for field in FIELDS}
    spoken = values.pop("languages")
    asked = {f"language_{n}": code for n, code in enumerate(spoken[:_ASKED_LANGUAGES], start=1)}
    return {**values, **asked, "more_languages": spoken[_ASKED_LANGUAGES:]}


class NewPersonForm(ProfileForm):
    """A new record; who works for several municipalities says for which one."""

    owner = place(_("Stadt oder Gemeinde"))

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        towns = Organisation.objects.visible_to(actor).filter(
            pk__in=actor.places(Permission.PERSON_EDIT), kind=OrganisationKind.MUNICIPALITY
        )
        self.put_up(owner=towns.order_by("sort_key"))
        self.order_fields(["owner"])


class SureForm(ActionForm):
    """Nothing to fill in: the page says what will happen."""

    keeps_draft = False


class ReasonForm(ActionForm):
    keeps_draft = False
    note = forms.CharField(
        label=_("Grund"), max_length=300, help_text=_("Bitte keine Namen nennen.")
    )


class CloseForm(ActionForm):
    keeps_draft = False
    closing = forms.ChoiceField(label=_("Warum endet die Akte?"), choices=Closing.choices)
    note = forms.CharField(
        label=_("Bemerkung"),
        max_length=300,
        required=False,
        help_text=_("Bitte keine Namen nennen."),
    )


class RestrictForm(ReasonForm):
    ground = forms.ChoiceField(label=_("Anlass"), choices=RestrictionGround.choices)
    field_order = ("ground", "note")


class StatusForm(ActionForm):
    keeps_draft = False
    title = choice(_("Aufenthaltsstatus"))
    since = DateField(label=_("Seit"))
    valid_to = DateField(label=_("Gültig bis"), required=False)

    def offer(self, actor: Actor) -> None:
        self.put_up(title=ResidenceTitle.objects.visible_to(actor).order_by("pk"))


class RegimeForm(ActionForm):
    keeps_draft = False
    regime = forms.ChoiceField(label=_("Leistungsrecht"), choices=LegalRegime.choices)
    valid_from = DateField(label=_("Seit"))


class LanguageForm(ListsForm):
    keeps_draft = False
    language = LanguageField(label=_("Sprache"))
    level = forms.ChoiceField(label=_("Niveau"), choices=[_CHOOSE, *Level.choices], required=False)
    evidence = forms.ChoiceField(
        label=_("Woher bekannt"), choices=[_CHOOSE, *Evidence.choices], required=False
    )
    issuer = forms.CharField(label=_("Ausgestellt von"), max_length=120, required=False)
    tested_on = DateField(label=_("Getestet am"), required=False)
    interpreting = forms.BooleanField(label=_("Zur Verständigung geeignet"), required=False)

    def clean_language(self) -> str:
        code: str = self.cleaned_data["language"]
        if code == GERMAN:
            message = _("{language} tragen Sie bitte unter „Ändern“ ein.")
            raise forms.ValidationError(str(message).format(language=language_name(code)))
        return code


class QualificationForm(ListsForm):
    keeps_draft = False
    kind = forms.ChoiceField(label=_("Abschluss"), choices=QualificationKind.choices)
    occupation_group = forms.ChoiceField(
        label=_("Berufsgruppe"), choices=[_CHOOSE, *occupation_groups()], required=False
    )
    occupation = forms.CharField(
        label=_("Erlernter oder ausgeübter Beruf"), max_length=200, required=False
    )
    country = CountryField(label=_("Abschluss erworben in"), required=False)
    paper = forms.ChoiceField(
        label=_("Nachweis des Abschlusses"), choices=[_CHOOSE, *Paper.choices], required=False
    )


class HouseholdForm(ActionForm):
    """Names another person by code; the page hands over those of the same municipality."""

    keeps_draft = False
    member = forms.CharField(
        label=_("Kennung der anderen Person"),
        max_length=12,
        help_text=_("Die zwölf Zeichen stehen oben auf der Seite der anderen Person."),
    )

    def clean_member(self) -> Candidate:
        code = self.cleaned_data["member"].strip().upper()
        member = Candidate.objects.visible_to(self.actor).filter(code=code).first()
        if member is None:
            raise forms.ValidationError(_("Unter dieser Kennung führen Sie niemanden."))
        return member


class MoveForm(ActionForm):
    keeps_draft = False
    to_municipality = choice(_("Zieht nach"))
    moved_on = DateField(label=_("Umzug am"))

    def offer(self, actor: Actor) -> None:
        towns = Organisation.objects.visible_to(actor).filter(kind=OrganisationKind.MUNICIPALITY)
        own = self.initial.get("from_municipality")
        if own is not None:
            towns = towns.filter(part_of=own.part_of_id).exclude(pk=own.pk)
        self.put_up(to_municipality=towns.order_by("sort_key"))


class TitleRegimeForm(ActionForm):
    regime = forms.ChoiceField(
        label=_("Leistungsrecht"),
        choices=[("", _("unklar, im Einzelfall eintragen")), *LegalRegime.choices],
        required=False,
    )
    valid_from = DateField(label=_("Gilt ab"))
    valid_to = DateField(label=_("Gilt bis"), required=False)
    first_granted_from = DateField(label=_("Nur bei erster Erteilung ab"), required=False)
    after_months = forms.IntegerField(
        label=_("Erst nach so vielen Monaten"), min_value=1, max_value=120, required=False
    )
    source = forms.CharField(
        label=_("Quelle"), max_length=400, help_text=_("Norm und Fundstelle, zum Beispiel BGBl.")
    )
