"""Forms for organisations, bodies, contacts, topics and responsibilities."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.contacts import may_keep
from kreislotse.organisations.models import (
    Body,
    Contact,
    ContactTopic,
    Gender,
    LegalRegime,
    Organisation,
    OrganisationKind,
    RegimeTask,
)
from kreislotse.web.forms import ActionForm, DateField, choice, choices

SOURCE_HELP = _("Woher Sie das wissen: Schreiben, Gesetz oder Verzeichnis.")


def of_kind(actor: Actor, kind: OrganisationKind) -> Any:
    """The organisations of a kind that the actor sees, in the order of names."""
    return Organisation.objects.visible_to(actor).filter(kind=kind).order_by("sort_key", "pk")


def municipalities_for(actor: Actor) -> Any:
    """The municipalities where the actor works; all of them for whoever works at none."""
    all_of_them = of_kind(actor, OrganisationKind.MUNICIPALITY)
    near = all_of_them.near(actor)
    return near if near.exists() else all_of_them


class PeriodForm(ActionForm):
    """What all dated records ask for at the end of their form."""

    valid_from = DateField(label=_("Gilt ab"), required=False)
    valid_to = DateField(label=_("Gilt bis"), required=False)
    source = forms.CharField(label=_("Quelle"), max_length=400, required=False)
    source.help_text = SOURCE_HELP

    def order_fields(self, field_order: Any) -> None:
        """The period and the source come last."""
        super().order_fields(field_order)
        for name in ("valid_from", "valid_to", "source"):
            self.fields[name] = self.fields.pop(name)


class OrganisationForm(PeriodForm):
    kind = forms.ChoiceField(label=_("Art"), choices=OrganisationKind.choices)
    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Kurzname"), max_length=60, required=False)
    key = forms.CharField(
        label=_("Amtlicher Gemeindeschlüssel"),
        max_length=12,
        required=False,
        help_text=_("Nur bei Kreisen, Städten und Gemeinden, mit führender Null."),
    )
    rank = forms.CharField(
        label=_("Rang"), max_length=40, required=False, help_text=_("Zum Beispiel Stadt, Kreis")
    )
    gender = forms.ChoiceField(label=_("Artikel"), choices=Gender.choices, initial=Gender.NEUTER)
    genitive = forms.CharField(
        label=_("Name im Genitiv"),
        max_length=240,
        required=False,
        help_text=_("Für Sätze in Vorlagen, mit Artikel: „des Kreises Coesfeld“"),
    )
    dative = forms.CharField(
        label=_("Name im Dativ"),
        max_length=240,
        required=False,
        help_text=_("Mit Artikel: „dem Kreis Coesfeld“"),
    )
    part_of = choice(_("Gehört zu"), required=False)
    serves = choices(_("Zuständig für das Gebiet von"), required=False)

    def offer(self, actor: Actor) -> None:
        seen = Organisation.objects.visible_to(actor).order_by("sort_key", "pk")
        self.put_up(part_of=seen)
        served = [place.pk for place in self.initial.get("serves") or ()]
        areas = of_kind(actor, OrganisationKind.DISTRICT) | seen.filter(pk__in=served)
        self.put_up(serves=areas)


class SuccessionForm(ActionForm):
    successor = choice(_("Nachfolgerin"))
    since = DateField(label=_("Seit"))
    task = forms.CharField(
        label=_("Aufgabe"),
        max_length=200,
        required=False,
        help_text=_("Leer, wenn alle Aufgaben übergegangen sind."),
    )
    source = forms.CharField(
        label=_("Quelle"), max_length=400, required=False, help_text=SOURCE_HELP
    )

    def offer(self, actor: Actor) -> None:
        seen = Organisation.objects.visible_to(actor).order_by("sort_key", "pk")
        self.put_up(successor=seen)


class BodyChangeForm(PeriodForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Art"), choices=Body.Kind.choices, initial=Body.Kind.COMMITTEE)
    gender = forms.ChoiceField(label=_("Artikel"), choices=Gender.choices, initial=Gender.MASCULINE)
    members = forms.IntegerField(
        label=_("Zahl der Mitglieder"), min_value=1, max_value=500, required=False
    )
    notice_days = forms.IntegerField(
        label=_("Ladungsfrist in Tagen"), min_value=0, max_value=90, required=False
    )


class BodyForm(BodyChangeForm):
    owner = choice(_("Kreis"))
    field_order = ("owner",)

    def offer(self, actor: Actor) -> None:
        districts = of_kind(actor, OrganisationKind.DISTRICT)
        if not actor.holds(Permission.REFERENCE_EDIT):
            districts = districts.filter(pk__in=actor.places(Permission.MANDATE_EDIT))
        self.put_up(owner=districts)


class ContactChangeForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    function = forms.CharField(
        label=_("Funktion"), max_length=200, required=False, help_text=_("Amt oder Aufgabe")
    )
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=60,
        required=False,
        help_text=_("Nur dienstliche Angaben. Telefon oder E-Mail genügt."),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("E-Mail"), required=False)
    hours = forms.CharField(
        label=_("Erreichbar"),
        max_length=200,
        required=False,
        help_text=_("Zum Beispiel Montag bis Donnerstag, 8 bis 12 Uhr"),
    )


class ContactForm(ContactChangeForm):
    municipality = choice(_("Stadt oder Gemeinde"))
    topic = choice(_("Thema"))
    stands_in_for = choice(
        _("Vertritt"),
        required=False,
        help_text=_("Nur bei einer Vertretung: die Person, die sie vertritt."),
    )
    valid_from = DateField(label=_("Ab"), required=False)
    field_order = ("municipality", "topic")

    def offer(self, actor: Actor) -> None:
        near = of_kind(actor, OrganisationKind.MUNICIPALITY).near(actor)
        kept = [place.pk for place in near if may_keep(actor, place)]
        self.put_up(municipality=near.filter(pk__in=kept))
        if len(kept) == 1 and not self.initial.get("municipality"):
            self.initial["municipality"] = kept[0]
        self.put_up(topic=ContactTopic.objects.visible_to(actor).order_by("title"))
        here = Contact.objects.visible_to(actor).filter(owner__in=kept)
        self.put_up(stands_in_for=here.filter(stands_in_for=None, valid_to=None).for_list())


class ConfirmForm(ActionForm):
    """Nothing to fill in: one look, one click."""


class EndForm(ActionForm):
    ends_on = DateField(label=_("Letzter Tag"))


class TopicForm(ActionForm):
    title = forms.CharField(label=_("Thema"), max_length=200)
    mandatory = forms.BooleanField(
        label=_("Jede Kommune muss jemanden benennen"), required=False, initial=True
    )
    confirm_every_months = forms.IntegerField(
        label=_("Bestätigen alle … Monate"), min_value=1, max_value=60, initial=6
    )


class ResponsibilityForm(PeriodForm):
    regime = forms.ChoiceField(label=_("Rechtskreis"), choices=LegalRegime.choices)
    task = forms.ChoiceField(label=_("Aufgabe"), choices=RegimeTask.choices)
    body_kind = forms.ChoiceField(label=_("Zuständig ist"), choices=OrganisationKind.choices)
    norm = forms.CharField(
        label=_("Rechtsgrundlage"), max_length=200, help_text=_("Zum Beispiel § 10 AsylbLG")
    )


class ResponsibleForm(ActionForm):
    """The question who is responsible; it changes nothing."""

    keeps_draft = False

    regime = forms.ChoiceField(label=_("Rechtskreis"), choices=LegalRegime.choices)
    task = forms.ChoiceField(label=_("Aufgabe"), choices=RegimeTask.choices)
    municipality = choice(_("Stadt oder Gemeinde"))
    on = DateField(label=_("Stichtag"))

    def offer(self, actor: Actor) -> None:
        self.put_up(municipality=municipalities_for(actor))
