"""The forms of sharing out: a plan, several scenarios at once, answers, key figures."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.cash_flows import free_of
from kreislotse.awards.models import AwardItem
from kreislotse.awards.states import OPEN
from kreislotse.forwarding.actions.plans import Variant
from kreislotse.forwarding.figures import NAMES, days_on_file, towns_of
from kreislotse.forwarding.states import ON_FILE, Key
from kreislotse.kernel.german import capitalise_first, date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.states import AccountKind
from kreislotse.web.by_initiative import open_to
from kreislotse.web.forms import ActionForm, DateField, MoneyField, choice
from kreislotse.web.forwarding.town_fields import TownForm, whole_number

EDIT = Permission.FUNDING_EDIT
_ALL_THAT_IS_FREE = _("in Euro; leer: alles, was auf der Position frei ist")
_BASE = _("vorab für jede Stadt oder Gemeinde; der Rest geht nach dem Schlüssel")


class PotField(forms.ModelChoiceField):
    """The choice of an item, told with its award and what is free of it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.free: dict[int, Money] = {}

    def label_from_instance(self, obj: AwardItem) -> str:
        return gettext("{award}: {item} (frei {free})").format(
            award=obj.award, item=obj, free=self.free.get(obj.pk, ZERO)
        )


class PotForm(TownForm):
    """What is shared out: an initiative's money, or what is free of an item of an award."""

    item = PotField(
        None,
        label=_("Position des Bescheids"),
        required=False,
        empty_label=_("noch kein Bescheid, nur planen"),
    )
    initiative = choice(_("Vorhaben"), required=False, empty=_("wie bei der Position"))
    amount = MoneyField(
        label=_("Zu verteilender Betrag"), required=False, help_text=_ALL_THAT_IS_FREE
    )

    def offer(self, actor: Actor) -> None:
        items = items_open_to(actor)
        self.put_up(initiative=open_to(actor, EDIT), item=items)
        field = self.fields["item"]
        assert isinstance(field, PotField)
        field.free = free_of(list(items))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        item = data.get("item")
        data["initiative"] = data.get("initiative") or (item and item.award.initiative)
        if not data["initiative"]:
            self.add_error("initiative", _("Wählen Sie ein Vorhaben oder eine Position."))
        if not data.get("amount") and "amount" not in self.errors:
            data["amount"] = item and item.pot.balance(AccountKind.AVAILABLE)
            if not data["amount"]:
                self.add_error("amount", _("Geben Sie an, welcher Betrag zu verteilen ist."))
        return data


class ScenariosForm(PotForm):
    """One pot by several keys at once; each ticked key becomes a plan to compare."""

    variants = forms.MultipleChoiceField(
        label=_("Schlüssel"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Jeder angekreuzte Schlüssel wird ein Vorschlag."),
    )
    base_amount = MoneyField(
        label=_("Sockelbetrag"),
        required=False,
        help_text=_(
            "Damit entsteht zu jedem Schlüssel außer den gleichen Teilen ein weiterer Vorschlag, "
            "in dem alle vorab diesen Betrag erhalten."
        ),
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        field = self.fields["variants"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = _variants(actor)
        latest: dict[Key, str] = {}
        for value, _label in field.choices:
            latest.setdefault(_read_variant(value)[0], value)
        self.initial.setdefault("variants", list(latest.values()))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        base = data.pop("base_amount", None)
        chosen = [_read_variant(value) for value in data.get("variants", [])]
        plain = [Variant(_title(key, on), key, on) for key, on in chosen]
        with_base = [
            Variant(_title(key, on, base), key, on, base)
            for key, on in chosen
            if base and key != Key.EQUAL
        ]
        return data | {"variants": [*plain, *with_base]}


class PlanForm(PotForm):
    """One plan; weights or shares by hand are typed per town in the same form."""

    title = forms.CharField(
        label=_("Bezeichnung"),
        required=False,
        max_length=200,
        help_text=_("leer: der Name des Schlüssels"),
    )
    key = forms.ChoiceField(
        label=_("Schlüssel"), choices=Key.choices, widget=forms.RadioSelect, initial=Key.EQUAL
    )
    figures_on = forms.ChoiceField(label=_("Stichtag der Schlüsselzahlen"), required=False)
    base_amount = MoneyField(label=_("Sockelbetrag"), required=False, help_text=_BASE)
    organisations = forms.MultipleChoiceField(
        label=_("Nur für einzelne Städte und Gemeinden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("nichts angekreuzt: für alle Städte und Gemeinden des Kreises"),
    )
    field_order = ("item", "initiative", "title", "amount")
    rare_field = "organisations"
    folded_title = _("Eigene Gewichte oder Anteile von Hand")
    folded_hint = _(
        "Nur für diese beiden Schlüssel: ein Gewicht als ganze Zahl oder ein Betrag in Euro. "
        "Ohne eigene Gewichte gelten die hinterlegten zum Stichtag."
    )

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        towns = towns_of(actor.places(EDIT), actor.today)
        kept = self.initial.get("recipients", [])
        if set(kept) == set(towns):
            self.initial["organisations"] = []  # all of them need no ticks
        self.ask_of_each([*towns, *(place for place in kept if place not in towns)])
        self.fields["organisations"].choices = [(town.pk, town.name) for town in self.towns]  # type: ignore[attr-defined]
        self.fields["figures_on"].choices = [("", _("die neuesten bis heute")), *_days(actor)]  # type: ignore[attr-defined]

    def clean_figures_on(self) -> date | None:
        text = self.cleaned_data["figures_on"]
        return date.fromisoformat(text) if text else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        key, base = data.get("key", Key.EQUAL), data.get("base_amount")
        names = ("initiative", "item", "amount", "figures_on", "base_amount")
        said = {name: data.get(name) for name in names} | {"key": key}
        ticked = set(data.get("organisations", []))
        chosen = [town for town in self.towns if str(town.pk) in ticked]
        initiative = said["initiative"]
        district = initiative.owner_id if initiative else None
        among = chosen or [town for town in self.towns if town.part_of_id == district]
        said["title"] = data.get("title") or _title(Key(key), data.get("figures_on"), base)
        said["organisations"] = chosen or None
        if key == Key.WEIGHTS:
            said["weights"] = self.said_of(among, whole_number) or None
        elif key == Key.MANUAL:
            said["manual"] = self.said_of(among, Money.parse)
        return said


class ChangePlanForm(PlanForm):
    """The initiative of a plan stays."""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        del said["initiative"]
        return said

    def offer(self, actor: Actor) -> None:
        super().offer(actor)
        self.fields["initiative"].widget = forms.HiddenInput()


class CopyForm(ActionForm):
    title = forms.CharField(label=_("Bezeichnung"), max_length=200)


class AskForm(ActionForm):
    due_on = DateField(label=_("Antwort bis"))


class DecideForm(ActionForm):
    note = forms.CharField(
        label=_("Begründung"),
        required=False,
        max_length=500,
        help_text=_("nötig, wenn jemand Einwände hat oder niemand gefragt wurde"),
    )


class DropForm(ActionForm):
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=500)


class AgreeForm(ActionForm):
    answered_on = DateField(label=_("Geantwortet am"))
    remark = forms.CharField(label=_("Bemerkung"), required=False, max_length=500)


class ObjectForm(ActionForm):
    answered_on = DateField(label=_("Geantwortet am"))
    remark = forms.CharField(
        label=_("Einwand"), max_length=500, help_text=_("Was steht dem Anteil entgegen?")
    )


class KeyFiguresForm(TownForm):
    key = forms.ChoiceField(
        label=_("Was gezählt wird"), choices=[(key.value, NAMES[key]) for key in ON_FILE]
    )
    on = DateField(label=_("Stichtag"))
    source = forms.CharField(
        label=_("Quelle"), max_length=400, help_text=_("zum Beispiel die Statistik und ihr Titel")
    )
    folded_title = _("Zahl je Stadt oder Gemeinde")
    folded_hint = _("Ganze Zahlen. Was leer bleibt, wird nicht eingetragen.")

    def offer(self, actor: Actor) -> None:
        places = actor.places(EDIT) | actor.places(Permission.REFERENCE_EDIT)
        self.ask_of_each(towns_of(places, actor.today))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        values = self.said_of(self.towns, whole_number)
        return {name: data.get(name) for name in ("key", "on", "source")} | {"values": values}

    def is_unfolded(self) -> bool:
        return True


def items_open_to(actor: Actor) -> QuerySet[AwardItem]:
    """The items of open awards at places where the actor works with grants."""
    items = AwardItem.objects.visible_to(actor).filter(award__state__in=OPEN)
    own = items.filter(award__owner__in=actor.places(EDIT))
    return own.select_related("award__book", "award__initiative").order_by("-award", "position")


def _complete(actor: Actor) -> list[tuple[Key, date]]:
    """The keys and days on which all towns of one of the actor's districts have their figure."""
    found: dict[tuple[Key, date], None] = {}
    for district in sorted(actor.places(EDIT)):
        towns = towns_of([district], actor.today)
        found.update(dict.fromkeys(days_on_file(towns) if towns else []))
    return list(found)


def _variants(actor: Actor) -> list[tuple[str, Any]]:
    """Equal shares, and every key whose figures are complete, the latest first."""
    complete = sorted(_complete(actor), key=lambda each: each[1], reverse=True)
    dated = [(f"{key}|{on.isoformat()}", _title(key, on)) for key, on in complete]
    return [(f"{Key.EQUAL}|", _title(Key.EQUAL, None)), *dated]


def _read_variant(value: str) -> tuple[Key, date | None]:
    key, _bar, day = value.partition("|")
    return Key(key), date.fromisoformat(day) if day else None


def _days(actor: Actor) -> list[tuple[str, str]]:
    """The reference dates on file, each with what is complete on it."""
    days: dict[date, list[str]] = {}
    for key, on in _complete(actor):
        days.setdefault(on, []).append(str(NAMES[key]))
    return [(on.isoformat(), f"{date_short(on)}: {', '.join(days[on])}") for on in sorted(days)]


def _title(key: Key, on: date | None, base: Money | None = None) -> str:
    """What a plan is called when nobody names it."""
    name = capitalise_first(str(key.label))
    dated = f"{name} ({date_short(on)})" if on else name
    return gettext("{key}, Sockel {base}").format(key=dated, base=base) if base else dated


class GiveUpForm(ActionForm):
    reason = forms.CharField(label=_("Grund"), max_length=300)
