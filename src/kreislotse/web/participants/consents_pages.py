"""What the pages of consent texts show: an edition with its languages, a text beside the German."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.organisations.models import Organisation
from kreislotse.participants.consent_gaps import lacking
from kreislotse.participants.consent_sheets import LINE, Paper, said_in, sentences
from kreislotse.participants.consent_texts import (
    GERMAN,
    PARAGRAPHS,
    PARTS,
    WORDS,
    Language,
    language_of,
    needed,
    shipped_texts,
)
from kreislotse.participants.consenting import names_of, recipients_near
from kreislotse.participants.models import ConsentText, ConsentVersion
from kreislotse.participants.states import ConsentPurpose, ConsentVersionState
from kreislotse.web.listing import Badge
from kreislotse.web.participants.consents_listings import VERSIONS, state_badge, version_address
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.CONSENT_WRITE


def in_order(version: ConsentVersion) -> list[ConsentText]:
    """The texts of an edition as they are offered: German first."""
    known = {text.language: text for text in version.texts.all()}
    return [known[code] for code in shipped_texts() if code in known]


def version_context(request: Request, version: ConsentVersion) -> dict[str, Any]:
    """An edition: its facts, its languages with what they lack, how to print each."""
    crumbs = [(VERSIONS.title, reverse("participants:consents"))]
    steps = {
        "release_consent_version": reverse("participants:consent_release", args=[version.pk]),
        "retire_consent_version": reverse("participants:consent_retire", args=[version.pk]),
    }
    maker = any(request.actor.holds(right) for right in (EDIT, Permission.CONSENT_RELEASE))
    draft = version.state == ConsentVersionState.DRAFT
    change = (EDIT, _("Ändern"), reverse("participants:consent_change", args=[version.pk]))
    context = record_context(
        request,
        version,
        title=str(version),
        crumbs=crumbs,
        deeds=steps if maker else {},
        extra_deeds=[change] if draft else [],
        state=state_badge(version),
    )
    further = {"facts": _facts(version), "languages": languages_of(version)}
    return {**context, **further, "draft": draft, **({} if maker else {"timeline": None})}


def languages_of(version: ConsentVersion) -> list[dict[str, Any]]:
    """The languages of an edition, each with whether it is complete and how to print it."""
    return [_line(text) for text in in_order(version)]


def _facts(version: ConsentVersion) -> list[tuple[Any, Any]]:
    return [
        (_("Kreis"), version.owner.name),
        (_("Freigegeben am"), version.released_on),
        (_("Außer Gebrauch seit"), version.retired_on),
        (_("Eine Einwilligung gilt (Monate)"), version.valid_months),
        (_("Neu an dieser Fassung"), version.note),
    ]


def _line(text: ConsentText) -> dict[str, Any]:
    """One language of the edition, with a badge that says whether it is complete."""
    whole = not lacking(text.language, text)
    complete = Badge(_("vollständig"), "success")
    return {
        "language": language_of(text.language),
        "text": text,
        "badge": complete if whole else Badge(_("unvollständig"), "danger"),
        "print": reverse("participants:consent_print", args=[text.version_id, text.language]),
    }


def text_context(request: Request, text: ConsentText) -> dict[str, Any]:
    """A text with the German one beside it, part by part."""
    version = text.version
    german = version.texts.filter(language=GERMAN).first()
    crumbs = [
        (VERSIONS.title, reverse("participants:consents")),
        (str(version), version_address(version)),
    ]
    draft = version.state == ConsentVersionState.DRAFT
    change = (EDIT, _("Text ändern"), reverse("participants:consent_text_change", args=[text.pk]))
    language = language_of(text.language)
    context = record_context(
        request,
        text,
        title=f"{version}: {language.german}",
        crumbs=crumbs,
        extra_deeds=[change] if draft else [],
        state=state_badge(version),
    )
    others = [(language_of(t.language), t.pk) for t in in_order(version)]
    maker = request.actor.holds(EDIT) or request.actor.holds(Permission.CONSENT_RELEASE)
    return {
        **context,
        "language": language,
        "german": text.language == GERMAN,
        "rows": _rows(text, german),
        "others": others,
        "draft": draft,
        **({} if maker else {"timeline": None}),
    }


def _rows(text: ConsentText, german: ConsentText | None) -> list[dict[str, Any]]:
    names = {**PARAGRAPHS, **dict(ConsentPurpose.choices), **WORDS}
    ours = {**german.texts, **german.purposes} if german else {}
    theirs = {**text.texts, **text.purposes}
    wanted = {*needed(text.language), *ConsentPurpose.values}
    return [
        {"name": name, "german": ours.get(key, ""), "text": theirs.get(key, "")}
        for key, name in names.items()
        if key in wanted
    ]


def text_values(text: ConsentText) -> dict[str, Any]:
    """What a text says now, as its form's first values."""
    purposes = {f"purpose_{key}": sentence for key, sentence in text.purposes.items()}
    parts = {part: text.texts.get(part, "") for part in PARTS}
    return {"language": language_of(text.language), **parts, **purposes}


def read_together(version: ConsentVersion, paper: Paper, text: ConsentText) -> dict[str, Any]:
    """A text as it is read on the screen, in its own language and direction."""
    language: Language = language_of(text.language)
    said = said_in(version, paper, text)
    before = [said[part] for part in ("intro", "data", "tick")]
    after = ("refusal", "withdrawal", "rights", "duration", "guardian")
    return {
        "language": language,
        "title": said["title"],
        "help": said.get("help", ""),
        "before": before,
        "sentences": sentences(paper, text),
        "after": [said[part] for part in after],
    }


def blank_paper(request: Request, version: ConsentVersion, language: str) -> Paper:
    """A sheet for somebody nobody knows yet: from one's own town, if that is one alone."""
    towns = Organisation.objects.visible_to(request.actor).filter(
        pk__in=request.actor.places(Permission.PERSON_EDIT), part_of=version.owner_id
    )
    own = list(towns.select_related("part_of")[:2])
    place = own[0] if len(own) == 1 else version.owner
    near = names_of(recipients_near(place, request.actor.today))
    town = place.name if len(own) == 1 else LINE
    return Paper(language=language, municipality=town, recipients=near)
