"""The texts of contracts and letters: list, forms, deeds."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.forwarding import actions
from kreislotse.forwarding.models import TextBlock
from kreislotse.forwarding.placeholders import PLACEHOLDERS
from kreislotse.forwarding.shipped_texts import is_draft
from kreislotse.forwarding.states import BlockKind
from kreislotse.web.deeds import Deed
from kreislotse.web.forms import ActionForm, DateField
from kreislotse.web.listing import Badge, Column, Filter, Listing


def release_badge(block: TextBlock) -> Badge:
    """Whether the text still is the shipped draft."""
    if is_draft(block.source):
        return Badge(_("Muster, rechtlich noch nicht freigegeben"), "warning")
    return Badge(_("eigener Text"), "success")


TEXT_BLOCKS = Listing(
    _("Textbausteine"),
    [
        Column("kind", _("Schriftstück"), TextBlock.get_kind_display, sort="kind"),
        Column("position", _("Stelle"), lambda row: row.position, numeric=True),
        Column(
            "title",
            _("Baustein"),
            lambda row: row.title,
            sort="title",
            link=lambda row: reverse("forwarding:text_block", args=[row.pk]),
        ),
        Column("version", _("Fassung"), lambda row: row.version, numeric=True),
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
        Column("released", _("Herkunft"), release_badge),
    ],
    _("Noch keine Textbausteine. Legen Sie den ersten an."),
    filters=[
        Filter(
            "kind",
            _("Schriftstück"),
            BlockKind.choices,
            lambda rows, chosen: rows.filter(kind=chosen),
        ),
        Filter(
            "end",
            _("Gültigkeit"),
            [("open", _("ohne Ende")), ("ended", _("mit letztem Tag"))],
            lambda rows, chosen: rows.filter(valid_to__isnull=chosen == "open"),
        ),
    ],
    searchable=False,
    file_name="textbausteine",
)


class VersionForm(ActionForm):
    title = forms.CharField(label=_("Überschrift"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Eine Leerzeile trennt Absätze. Werte stehen in geschweiften Klammern."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    valid_from = DateField(label=_("Gilt ab"))
    source = forms.CharField(
        label=_("Freigegeben von"),
        required=False,
        max_length=400,
        help_text=_("Stelle und Tag, zum Beispiel „Rechtsstelle, 12.01.2016“"),
    )


class TextBlockForm(VersionForm):
    kind = forms.ChoiceField(label=_("Schriftstück"), choices=BlockKind.choices)
    field_order = ("kind",)

    def clean_kind(self) -> BlockKind:
        return BlockKind(self.cleaned_data["kind"])


class EndForm(ActionForm):
    valid_to = DateField(label=_("Letzter Tag"))


NEW = Deed(
    _("Textbaustein anlegen"),
    _("Anlegen"),
    _("Der Textbaustein ist angelegt."),
    TextBlockForm,
    actions.register_text_block,
    consequence=_("Er kommt hinter die Bausteine, die das Schriftstück schon hat."),
)
REVISE = Deed(
    _("Neue Fassung schreiben"),
    _("Fassung anlegen"),
    _("Die neue Fassung ist angelegt. Die alte endet am Tag davor."),
    VersionForm,
    actions.revise_text_block,
    consequence=_("Was mit der alten Fassung hinausging, bleibt, wie es war."),
)
END = Deed(
    _("Textbaustein beenden"),
    _("Beenden"),
    _("Der Textbaustein steht nach diesem Tag in keinem Schriftstück mehr."),
    EndForm,
    actions.end_text_block,
)


def places_for_values() -> list[tuple[str, Any]]:
    """The placeholders as they are typed, each with what will stand there."""
    return [(f"{{{name}}}", meaning) for name, meaning in PLACEHOLDERS.items()]
