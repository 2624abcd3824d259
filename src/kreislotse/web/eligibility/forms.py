"""The forms around rules, country lists and verdicts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.eligibility.models import RuleSet
from kreislotse.eligibility.states import Result
from kreislotse.organisations.models import Organisation
from kreislotse.participants.countries import countries
from kreislotse.web.forms import ActionForm, DateField, choice, place

_NO_PERSONS = _("Ein kurzer Satz. Bitte keine Namen und nichts über einzelne Personen.")


def _long(**options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **options)


class RuleSetForm(ActionForm):
    owner = place(_("Kreis"))
    title = forms.CharField(label=_("Bezeichnung"), max_length=200)
    about = _long(
        label=_("Worum es geht"),
        help_text=_("Für welches Angebot, und was nicht geprüft wird."),
        max_length=500,
        required=False,
    )

    def offer(self, actor: Actor) -> None:
        places = actor.places(Permission.RULE_EDIT)
        self.put_up(owner=Organisation.objects.visible_to(actor).filter(pk__in=places))


class NoteForm(ActionForm):
    note = forms.CharField(
        label=_("Anmerkung"),
        help_text=_("Was sich geändert hat und warum."),
        max_length=300,
        required=False,
    )


class ListVersionForm(ActionForm):
    """Which countries are on the list from a day on; the page ticks those of the last version."""

    valid_from = DateField(label=_("Gilt ab"))
    countries = forms.MultipleChoiceField(
        label=_("Länder"), choices=countries, widget=forms.CheckboxSelectMultiple
    )
    source = forms.CharField(
        label=_("Quelle"),
        help_text=_("Zum Beispiel Gesetz oder Bekanntmachung mit Datum."),
        max_length=400,
    )
    note = forms.CharField(label=_("Anmerkung"), max_length=300, required=False)


class CriteriaForm(ActionForm):
    """By which rules to check; the page hands over the district's."""

    rule_set = choice(_("Regelwerk"))

    def offer(self, actor: Actor) -> None:
        owner = self.initial["owner"]
        self.put_up(
            rule_set=RuleSet.objects.visible_to(actor).filter(owner=owner).order_by("sort_key")
        )


class DecisionForm(ActionForm):
    keeps_draft = False

    result = forms.ChoiceField(
        label=_("Ihre Entscheidung"),
        choices=[(each.value, each.label) for each in Result if each != Result.UNCLEAR],
        widget=forms.RadioSelect,
    )
    reason = _long(
        label=_("Grund"),
        help_text=_("Nötig, wenn Sie vom Prüfergebnis abweichen oder es unklar ist."),
        max_length=500,
        required=False,
    )


class RenewalForm(ActionForm):
    """What no record holds and somebody can show or say."""

    keeps_draft = False

    admitted_on = DateField(label=_("Zum Integrationskurs zugelassen am"), required=False)
    earlier_course = forms.BooleanField(
        label=_("Hat schon einen Integrationskurs besucht"), required=False
    )
    registered_as_seeking = forms.TypedChoiceField(
        label=_("Als arbeit- oder ausbildungsuchend gemeldet"),
        choices=[("", _("nicht bekannt")), ("yes", _("ja")), ("no", _("nein"))],
        coerce=lambda text: text == "yes",
        empty_value=None,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        return {"said": super().clean() or {}}


class SettleForm(ActionForm):
    note = forms.CharField(label=_("Was daraus folgt"), help_text=_NO_PERSONS, max_length=300)
