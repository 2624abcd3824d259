"""Pages that use everything the frame offers, for its own tests: a list, a record, a form."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import include, path, reverse

from kreislotse.access.policy import Permission
from kreislotse.kernel.refusals import DateOrder
from kreislotse.mandates.models import Meeting
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forms import ActionForm, DateField, MoneyField, ShareField
from kreislotse.web.listing import Badge, Column, Filter, Listing, show_list
from kreislotse.web.records import record_context

ORGANISATIONS = Listing(
    title="Stellen",
    intro="Alle Stellen, mit denen der Kreis zu tun hat.",
    columns=[
        Column("name", "Name", lambda o: o.name, "sort_key", link=lambda o: f"/{o.pk}/"),
        Column("kind", "Art", lambda o: Badge(o.get_kind_display(), "success")),
        Column("key", "Schlüssel", lambda o: o.key, "key", numeric=True),
    ],
    empty="Noch ist keine Stelle eingetragen.",
    filters=[Filter("kind", "Art", OrganisationKind.choices[:2], lambda q, v: q.filter(kind=v))],
    file_name="stellen",
)


class EverythingForm(ActionForm):
    """One field of each sort."""

    name = forms.CharField(label="Name", help_text="Wie er im Schriftverkehr steht")
    why = forms.CharField(label="Begründung", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(label="Art", choices=OrganisationKind.choices)
    day = DateField(label="Tag")
    amount = MoneyField(label="Betrag")
    share = ShareField(label="Umfang", required=False)
    sure = forms.BooleanField(label="Ich habe das geprüft", required=False)
    way = forms.ChoiceField(
        label="Weg", choices=[("post", "Post"), ("mail", "E-Mail")], widget=forms.RadioSelect
    )
    parts = forms.MultipleChoiceField(
        label="Teile",
        help_text="Mehrere sind möglich",
        choices=[("a", "Antrag"), ("b", "Anlage")],
        widget=forms.CheckboxSelectMultiple,
    )


class PersonForm(ActionForm):
    keeps_draft = False
    name = forms.CharField(label="Name")


def do_nothing(*subjects: Any, actor: Any, **values: Any) -> str:
    if values.get("name") == "Falsch":
        raise DateOrder(later_name="Ende", later="1", earlier_name="Beginn", earlier="2")
    return "done"


EVERYTHING = Deed(
    title="Etwas eintragen",
    button="Eintragen",
    done="Der Eintrag ist gespeichert.",
    consequence="Der Eintrag wird allen gezeigt, die den Kreis sehen dürfen.",
    form=EverythingForm,
    action=do_nothing,
    needs=Permission.MANDATE_EDIT,
)
PERSON = Deed("Person", "Eintragen", "Gespeichert.", PersonForm, do_nothing)


def organisations(request: HttpRequest) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.actor).for_list()
    return show_list(request, ORGANISATIONS, rows, new=("Stelle eintragen", reverse("everything")))


def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    record = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=meeting_id)
    context = record_context(
        request,
        record,
        title="Sitzung",
        crumbs=[("Stellen", reverse("frame_organisations"))],
        deeds={step.verb: f"/deed/{step.verb}/" for step in record.LIFECYCLE.steps},
        extra_deeds=[
            (Permission.MANDATE_EDIT, "Ort ändern", "/deed/place/"),
            (Permission.ACCOUNT_EDIT, "Konto ändern", "/deed/account/"),
        ],
    )
    return render(request, "record.html", context)


def everything(request: HttpRequest) -> HttpResponse:
    return perform(
        request,
        EVERYTHING,
        then=lambda _: reverse("frame_organisations"),
        back=reverse("frame_organisations"),
    )


def person(request: HttpRequest) -> HttpResponse:
    return perform(request, PERSON, then=lambda _: "/", back="/")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("meant to break")


handler404 = "kreislotse.web.errors.not_found"
handler500 = "kreislotse.web.errors.broken"
urlpatterns = [
    path("frame/", organisations, name="frame_organisations"),
    path("frame/meetings/<int:meeting_id>/", meeting, name="frame_meeting"),
    path("frame/new/", everything, name="everything"),
    path("frame/person/", person, name="person"),
    path("frame/open/broken/", broken),
    path("", include("kreislotse.web.urls")),
]
