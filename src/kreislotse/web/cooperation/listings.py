"""The lists of working meetings and concepts, for the office and for whom it works with."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.cooperation.models import Concept, Invitation, WorkingMeeting
from kreislotse.cooperation.states import ConceptState, Reply, WorkingMeetingState
from kreislotse.kernel.german import join
from kreislotse.web.by_initiative import BY_INITIATIVE, INITIATIVE
from kreislotse.web.listing import Badge, Column, Filter, Listing

MEETING_TONES = {
    WorkingMeetingState.INVITED: "warning",
    WorkingMeetingState.HELD: "success",
    WorkingMeetingState.CANCELLED: "danger",
}
REPLY_TONES = {Reply.NONE: "warning", Reply.COMING: "success", Reply.REPRESENTED: "success"}


def meeting_address(meeting: WorkingMeeting) -> str:
    return reverse("cooperation:meeting", args=[meeting.pk])


def concept_address(concept: Concept) -> str:
    return reverse("cooperation:concept", args=[concept.pk])


def meeting_badge(meeting: WorkingMeeting) -> Badge:
    state = WorkingMeetingState(meeting.state)
    return Badge(state.label, MEETING_TONES.get(state, "info"))


def reply_badge(invitation: Invitation) -> Badge:
    reply = Reply(invitation.reply)
    return Badge(reply.label, REPLY_TONES.get(reply, "info"))


def concept_badge(concept: Concept) -> Badge:
    drafting = concept.state == ConceptState.DRAFTING
    return Badge(concept.get_state_display(), "success" if drafting else "info")


def _partners(concept: Concept) -> str:
    names = [partner.name for partner in concept.partners.all()]
    return join(names) if names else ""


def _replied(meeting: Any) -> str:
    if not meeting.invited:
        return ""
    return say("{replied} von {invited}").format(
        replied=meeting.invited - meeting.silent, invited=meeting.invited
    )


def _reply_left(meeting: Any) -> Badge:
    if not meeting.silent:
        return Badge(_("beantwortet"), "success")
    waiting = meeting.state == WorkingMeetingState.INVITED
    return Badge(_("Antwort offen"), "warning") if waiting else Badge(_("keine Antwort"))


TOPIC = Column(
    "topic", _("Thema"), lambda meeting: meeting.topic, sort="sort_key", link=meeting_address
)
DAY = Column("day", _("Tag"), lambda meeting: meeting.held_on, sort="held_on")
PLACE = Column("place", _("Ort"), lambda meeting: meeting.place)
MEETING_STATE = Column("state", _("Stand"), meeting_badge)


def meetings_of_office() -> Listing:
    return Listing(
        title=_("Besprechungen"),
        intro=format_html(
            '<a class="kern-link" href="{}">{}</a>',
            reverse("cooperation:concepts"),
            say("Zu den gemeinsamen Konzepten"),
        ),
        columns=(
            TOPIC,
            INITIATIVE,
            DAY,
            PLACE,
            Column("replied", _("Antworten"), _replied),
            MEETING_STATE,
        ),
        empty=_("Noch keine Besprechung. Planen Sie eine und laden Sie dann dazu ein."),
        filters=(
            Filter(
                "state",
                _("Stand"),
                WorkingMeetingState.choices,
                lambda rows, state: rows.filter(state=state),
            ),
            BY_INITIATIVE,
        ),
        file_name="besprechungen",
    )


MEETINGS_OF_INVITED = Listing(
    title=_("Ihre Einladungen"),
    columns=(
        TOPIC,
        Column("owner", _("Einladende Stelle"), lambda meeting: meeting.owner.name),
        DAY,
        PLACE,
        Column("reply", _("Ihre Antwort"), _reply_left, sort="silent"),
        MEETING_STATE,
    ),
    empty=_("Zurzeit lädt Sie niemand ein. Neue Einladungen erscheinen hier."),
    file_name="ihre-einladungen",
)

_TITLE = Column("title", _("Konzept"), lambda c: c.title, sort="sort_key", link=concept_address)
_SHARED = (
    Column("owner", _("Federführung"), lambda concept: concept.owner.name),
    Column("partners", _("Gemeinsam mit"), _partners),
    Column("basis", _("Grundlage"), lambda concept: concept.basis),
    Column("state", _("Stand"), concept_badge, sort="state"),
)
CONCEPTS_OF_OFFICE = Listing(
    title=_("Konzepte"),
    columns=(
        _TITLE,
        INITIATIVE,
        *_SHARED,
    ),
    empty=_("Noch kein Konzept. Legen Sie eines an, sobald es beabsichtigt ist."),
    filters=(BY_INITIATIVE,),
    file_name="konzepte",
)
CONCEPTS_OF_PARTNER = Listing(
    title=_("Gemeinsame Konzepte"),
    columns=(_TITLE, *_SHARED),
    empty=_("Noch teilt niemand ein Konzept mit Ihnen. Geteilte Konzepte erscheinen hier."),
    file_name="konzepte",
)
