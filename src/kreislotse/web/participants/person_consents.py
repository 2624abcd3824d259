"""What a person decided: reading the text together, recording it, printing sheets for signing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.journal.models import ReadKind
from kreislotse.participants.consent_errors import NobodyTicked, NoTextInUse, SeveralDistricts
from kreislotse.participants.consent_gaps import whole_text
from kreislotse.participants.consent_rules import is_minor
from kreislotse.participants.consent_sheets import Paper, consent_sheet
from kreislotse.participants.consent_texts import GERMAN, language_of, languages, spoken_text
from kreislotse.participants.consenting import (
    earlier_versions,
    names_of,
    recipients_near,
    released_version,
    undecided,
    with_granted,
)
from kreislotse.participants.models import Candidate, Consent, ConsentVersion
from kreislotse.web.deeds import perform
from kreislotse.web.participants import consents_deeds as deeds
from kreislotse.web.participants.consents_pages import read_together
from kreislotse.web.participants.consents_views import as_pdf
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request

P = Permission
A_PAGE = 50


def person_consent(request: Request, candidate_code: str) -> HttpResponse:
    """First the language, then the text in it with the form below."""
    person = _person(request, candidate_code)
    version = _edition(person, request.GET.get("version", ""))
    language = request.GET.get("language", "")
    if language not in dict(languages()):
        return _choose_language(request, person, version)
    note_read(request, ReadKind.RECORD, [person], needs=P.PERSON_EDIT, purpose="Einwilligung")
    initial = _first_values(request, person, version, language)
    deed = replace(deeds.RECORD, title=f"{deeds.RECORD.title}: {person.code}")
    page = reverse("participants:person", args=[person.code])
    return perform(request, deed, person, then=lambda _: page, back=page, initial=initial)


def person_consent_print(request: Request, candidate_code: str, language: str) -> HttpResponse:
    person = _person(request, candidate_code)
    version = _in_use(person)
    if language not in dict(languages()):
        raise Http404
    _note_print(request, [person])
    papers = _papers(request, [(person, language)])
    sheet = consent_sheet(version, papers, dated=request.actor.today)
    return as_pdf(sheet, f"einwilligung-{person.code}.pdf")


def consent_scan(request: Request, consent_id: int) -> HttpResponse:
    """The signed paper: for those who keep the record, each time with a trace."""
    seen = Consent.objects.visible_to(request.actor).select_related("candidate", "scan")
    found = get_object_or_404(seen, pk=consent_id)
    require(request.actor, P.PERSON_EDIT, at=found.owner_id)
    if found.scan is None:
        raise Http404
    note_read(
        request,
        ReadKind.RECORD,
        [found.candidate],
        needs=P.PERSON_EDIT,
        purpose="Unterschriebene Einwilligung ansehen",
    )
    response = HttpResponse(bytes(found.scan.content), content_type=found.scan.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.scan.name}"'
    return response


def consents_to_ask(request: Request) -> HttpResponse:
    """Those who have not been asked yet, to tick; one file with a sheet for each."""
    require_anywhere(request.actor, P.PERSON_EDIT)
    rows = _undecided(request)
    if request.method == "POST":
        return _print_ticked(request, rows)
    page = Paginator(rows.prefetch_related("languages"), A_PAGE).get_page(request.GET.get("page"))
    purpose = "Einwilligungen zum Drucken auswählen"
    if page.object_list:
        note_read(request, ReadKind.LIST, list(page), needs=P.PERSON_EDIT, purpose=purpose)
    lines = [(person, language_of(_spoken(person)).german) for person in page]
    context = {"page": page, "lines": lines, "languages": languages()}
    return render(request, "participants/consents_to_ask.html", context)


def _print_ticked(request: Request, rows: Any) -> HttpResponse:
    people = list(
        rows.filter(code__in=request.POST.getlist("person")[:A_PAGE]).prefetch_related("languages")
    )
    if not people:
        raise NobodyTicked
    if len({person.district_id for person in people}) > 1:
        raise SeveralDistricts
    version = _in_use(people[0])
    _note_print(request, people)
    chosen = request.POST.get("language", "")
    wanted = chosen if chosen in dict(languages()) else ""
    papers = _papers(request, [(person, wanted or _spoken(person)) for person in people])
    return as_pdf(consent_sheet(version, papers, dated=request.actor.today), "einwilligungen.pdf")


def _choose_language(request: Request, person: Candidate, version: ConsentVersion) -> HttpResponse:
    likely = _spoken(person)
    codes = sorted(dict(languages()), key=lambda code: (code != likely, code != GERMAN))
    context = {
        "title": f"{deeds.RECORD.title}: {person.code}",
        "person": person,
        "languages": [language_of(code) for code in codes],
        "likely": likely,
        "version": version,
        "earlier": [each for each in earlier_versions(person.district_id) if each != version],
    }
    return render(request, "participants/consent_language.html", context)


def _first_values(
    request: Request, person: Candidate, version: ConsentVersion, language: str
) -> dict[str, Any]:
    today = request.actor.today
    near = with_granted(recipients_near(person.owner, today), person, today)
    paper = Paper(language=language, municipality=person.owner.name, recipients=names_of(near))
    shown = [language] if language == GERMAN else [language, GERMAN]
    return {
        "version": version,
        "language": language,
        "recipients": near,
        "decided_on": request.actor.today,
        "person": person,
        "texts": [read_together(version, paper, whole_text(version, code)) for code in shown],
    }


def _papers(request: Request, wanted: Sequence[tuple[Candidate, str]]) -> list[Paper]:
    """A sheet for each person in a language; whom it can name is looked up once for a town."""
    today = request.actor.today
    towns = {person.owner_id: person.owner for person, _ in wanted}
    near = {pk: names_of(recipients_near(town, today)) for pk, town in towns.items()}
    return [
        Paper(
            language=language,
            municipality=person.owner.name,
            recipients=near[person.owner_id],
            name=person.full_name,
            code=person.code,
            minor=is_minor(person.born_on, today),
        )
        for person, language in wanted
    ]


def _spoken(person: Candidate) -> str:
    """The text for somebody to be met in these languages."""
    spoken = sorted(person.languages.all(), key=lambda skill: skill.pk)
    return spoken_text(skill.language for skill in spoken if skill.interpreting)


def _note_print(request: Request, people: Sequence[Candidate]) -> None:
    purpose = "Einwilligung zum Unterschreiben drucken"
    note_read(request, ReadKind.PRINT, people, needs=P.PERSON_EDIT, purpose=purpose)


def _in_use(person: Candidate) -> ConsentVersion:
    version = released_version(person.district_id)
    if version is None:
        raise NoTextInUse
    return version


def _edition(person: Candidate, number: str) -> ConsentVersion:
    """The edition that a sheet was signed on: the one in use, or one of the last before it."""
    if not number:
        return _in_use(person)
    earlier = {str(each.number): each for each in earlier_versions(person.district_id)}
    if number not in earlier:
        raise Http404
    return earlier[number]


def _undecided(request: Request) -> Any:
    own = Candidate.objects.visible_to(request.actor).filter(
        owner__in=request.actor.places(P.PERSON_EDIT)
    )
    rows = undecided(own, request.actor.today).select_related("owner__part_of")
    return rows.order_by("sort_key", "pk")


def _person(request: Request, code: str) -> Candidate:
    seen = Candidate.objects.visible_to(request.actor).select_related("owner__part_of")
    person = get_object_or_404(seen.prefetch_related("languages"), code=code)
    require(request.actor, P.PERSON_EDIT, at=person.owner_id)
    return person
