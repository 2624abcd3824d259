"""The list of the journal's entries."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import BERLIN, SYSTEM_NAME, Actor
from kreislotse.journal.models import JournalEntry
from kreislotse.web.journal.words import kind_in_words
from kreislotse.web.listing import Column, Filter, Listing
from kreislotse.web.verbs import in_words

_DAYS = {"today": 1, "week": 7, "month": 30, "year": 365}


def _who(entry: Any) -> Any:
    if entry.person_id is None:
        return SYSTEM_NAME
    return entry.person_name or _("ein früheres Konto")


def _what(entry: JournalEntry) -> str:
    label = entry.label or (f"Nr. {entry.record_id}" if entry.record_id else "")
    return f"{kind_in_words(entry.record)} {label}".strip()


def _kinds(actor: Actor) -> Sequence[tuple[str, Any]]:
    seen = JournalEntry.objects.visible_to(actor).order_by("record")
    kinds = seen.values_list("record", flat=True).distinct()
    return [(record, kind_in_words(record)) for record in kinds]


def _verbs(actor: Actor) -> Sequence[tuple[str, Any]]:
    """The deeds by their words; verbs with the same words are one chip."""
    seen = JournalEntry.objects.visible_to(actor).order_by("verb")
    words = {in_words(verb, None): verb for verb in seen.values_list("verb", flat=True).distinct()}
    return sorted(((verb, word) for word, verb in words.items()), key=lambda choice: choice[1])


def _same_words(rows: QuerySet, value: str) -> QuerySet:
    known = rows.order_by("verb").values_list("verb", flat=True).distinct()
    wanted = in_words(value, None)
    return rows.filter(verb__in=[verb for verb in known if in_words(verb, None) == wanted])


def _since(actor: Actor, rows: QuerySet, value: str) -> QuerySet:
    """The last so many days, today among them."""
    first = actor.today - timedelta(days=_DAYS[value] - 1)
    return rows.filter(at__gte=datetime.combine(first, time.min, tzinfo=BERLIN))


def entries(actor: Actor, intro: str) -> Listing:
    """The list of entries with what is said above it about the chain."""
    return Listing(
        title=_("Protokoll"),
        intro=intro,
        columns=(
            Column("number", _("Nummer"), lambda row: row.number, sort="number", numeric=True),
            Column("at", _("Zeitpunkt"), lambda row: row.at, sort="at"),
            Column("who", _("Wer"), _who),
            Column("deed", _("Was"), lambda row: in_words(row.verb, None), sort="verb"),
            Column("record", _("Woran"), _what, sort="record"),
            Column("note", _("Anmerkung"), lambda row: row.note),
        ),
        filters=(
            Filter(
                "since",
                _("Zeitraum"),
                (
                    ("today", _("heute")),
                    ("week", _("7 Tage")),
                    ("month", _("30 Tage")),
                    ("year", _("12 Monate")),
                ),
                partial(_since, actor),
            ),
            Filter("record", _("Woran"), _kinds, lambda rows, value: rows.filter(record=value)),
            Filter("verb", _("Was"), _verbs, _same_words),
        ),
        searchable=False,
        empty=_("Noch ist nichts geschehen. Hier steht künftig jede Änderung."),
        file_name="protokoll",
    )
