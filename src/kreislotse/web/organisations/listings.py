"""The lists of organisations, bodies, contacts, topics and responsibilities."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor
from kreislotse.organisations.contacts import due_for_confirmation
from kreislotse.organisations.models import (
    Body,
    Contact,
    ContactTopic,
    Organisation,
    OrganisationKind,
    Responsibility,
)
from kreislotse.organisations.rules import confirmation_due
from kreislotse.web.listing import Badge, Column, Filter, Listing


def _ways() -> SafeString:
    links = (
        (reverse("organisations:responsible"), _("Wer ist zuständig?")),
        (reverse("organisations:bodies"), _("Gremien")),
        (reverse("organisations:responsibilities"), _("Zuständigkeiten")),
        (reverse("organisations:topics"), _("Themen für Ansprechpersonen")),
    )
    return format_html_join(" · ", '<a class="kern-link" href="{}">{}</a>', links)


def _choices(rows: QuerySet) -> list[tuple[str, Any]]:
    return [(str(row.pk), str(row)) for row in rows]


def districts_near(actor: Actor) -> list[tuple[str, Any]]:
    """The districts where the actor works, as chips."""
    near = Organisation.objects.visible_to(actor).near(actor)
    return _choices(near.filter(kind=OrganisationKind.DISTRICT).order_by("sort_key"))


def municipalities_near(actor: Actor) -> list[tuple[str, Any]]:
    near = Organisation.objects.visible_to(actor).near(actor)
    return _choices(near.filter(kind=OrganisationKind.MUNICIPALITY).order_by("sort_key"))


def _in_district(rows: QuerySet, value: str) -> QuerySet:
    return rows.filter(Q(pk=value) | Q(part_of=value) | Q(serves=value)).distinct()


def _confirmed(today: date, rows: QuerySet, value: str) -> QuerySet:
    if value == "ended":
        return rows.filter(valid_to__lt=today)
    if value == "due":
        return due_for_confirmation(rows, today)
    due = due_for_confirmation(rows, today).values("pk")
    return rows.exclude(pk__in=due).exclude(valid_to__lt=today)


def contact_badge(today: date, contact: Contact) -> Badge:
    """Ended, to be confirmed again, or confirmed (R-CON-02)."""
    if contact.valid_to is not None and contact.valid_to < today:
        return Badge(_("beendet"))
    due = confirmation_due(contact.confirmed_on, contact.topic.confirm_every_months)
    return Badge(_("zu bestätigen"), "warning") if due <= today else Badge(_("aktuell"), "success")


def leading_to(listing: Listing, route: str) -> Listing:
    """The list with a link from each line to a deed, for whoever may do it."""
    first, *others = listing.columns
    first = replace(first, link=lambda row: reverse(route, args=[row.pk]))
    return replace(listing, columns=(first, *others))


ORGANISATIONS = Listing(
    title=_("Organisationen"),
    intro=lazy(_ways, SafeString)(),
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.name,
            sort="sort_key",
            link=lambda row: reverse("organisations:organisation", args=[row.pk]),
        ),
        Column("short", _("Kurzname"), lambda row: row.short_name, sort="short_name"),
        Column("kind", _("Art"), Organisation.get_kind_display, sort="kind"),
        Column("part_of", _("Gehört zu"), lambda row: row.part_of, sort="part_of__sort_key"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
    ),
    filters=(
        Filter("district", _("Kreis"), districts_near, _in_district),
        Filter(
            "kind", _("Art"), OrganisationKind.choices, lambda rows, value: rows.filter(kind=value)
        ),
    ),
    empty=_("Noch ist keine Organisation erfasst. Die Verwaltung lädt die Stammdaten."),
    file_name="organisationen",
)

BODIES = Listing(
    title=_("Gremien"),
    columns=(
        Column(
            "name",
            _("Name"),
            lambda row: row.name,
            sort="sort_key",
            link=lambda row: reverse("organisations:body", args=[row.pk]),
        ),
        Column("owner", _("Kreis"), lambda row: row.owner, sort="owner__sort_key"),
        Column("kind", _("Art"), Body.get_kind_display, sort="kind"),
        Column("members", _("Mitglieder"), lambda row: row.members, sort="members", numeric=True),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
    ),
    filters=(
        Filter(
            "district", _("Kreis"), districts_near, lambda rows, value: rows.filter(owner=value)
        ),
    ),
    empty=_("Noch ist kein Gremium erfasst. Beginnen Sie mit dem Kreistag."),
    file_name="gremien",
)


_CONTACT_COLUMNS = (
    Column(
        "name",
        _("Name"),
        lambda row: row.name,
        sort="sort_key",
        link=lambda row: reverse("organisations:contact", args=[row.pk]),
    ),
    Column("owner", _("Kommune"), lambda row: row.owner, sort="owner__sort_key"),
    Column("topic", _("Thema"), lambda row: row.topic, sort="topic__title"),
    Column("phone", _("Telefon"), lambda row: row.phone),
    Column("email", _("E-Mail"), lambda row: row.email),
    Column("confirmed", _("Bestätigt am"), lambda row: row.confirmed_on, sort="confirmed_on"),
)

_CONTACT_FILTERS = (
    Filter(
        "municipality",
        _("Kommune"),
        municipalities_near,
        lambda rows, value: rows.filter(owner=value),
    ),
    Filter(
        "topic",
        _("Thema"),
        lambda actor: _choices(ContactTopic.objects.visible_to(actor).order_by("title")),
        lambda rows, value: rows.filter(topic=value),
    ),
)


def contacts(today: date) -> Listing:
    """The list of contacts, as they stand today."""
    state = Filter(
        "confirmed",
        _("Stand"),
        (("current", _("aktuell")), ("due", _("zu bestätigen")), ("ended", _("beendet"))),
        partial(_confirmed, today),
    )
    return Listing(
        title=_("Ansprechpersonen"),
        columns=(*_CONTACT_COLUMNS, Column("state", _("Stand"), partial(contact_badge, today))),
        filters=(*_CONTACT_FILTERS, state),
        empty=_("Noch ist niemand benannt. Benennen Sie die erste Ansprechperson."),
        file_name="kontakte",
    )


TOPICS = Listing(
    title=_("Themen für Ansprechpersonen"),
    columns=(
        Column("title", _("Thema"), lambda row: row.title, sort="title"),
        Column("mandatory", _("Pflicht"), lambda row: row.mandatory, sort="mandatory"),
        Column(
            "months",
            _("Bestätigen alle … Monate"),
            lambda row: row.confirm_every_months,
            numeric=True,
        ),
    ),
    searchable=False,
    empty=_("Noch gibt es kein Thema. Legen Sie das erste an."),
    file_name="themen",
)

RESPONSIBILITIES = Listing(
    title=_("Zuständigkeiten"),
    columns=(
        Column("regime", _("Rechtskreis"), Responsibility.get_regime_display, sort="regime"),
        Column("task", _("Aufgabe"), Responsibility.get_task_display, sort="task"),
        Column("kind", _("Zuständig ist"), Responsibility.get_body_kind_display, sort="body_kind"),
        Column("norm", _("Rechtsgrundlage"), lambda row: row.norm),
        Column("valid_from", _("Gilt ab"), lambda row: row.valid_from, sort="valid_from"),
        Column("valid_to", _("Gilt bis"), lambda row: row.valid_to, sort="valid_to"),
        Column("source", _("Quelle"), lambda row: row.source),
    ),
    searchable=False,
    empty=_("Noch ist keine Zuständigkeit eingetragen. Die Verwaltung lädt die Stammdaten."),
    file_name="zustaendigkeiten",
)
