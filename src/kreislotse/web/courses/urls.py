"""The addresses of courses, quotas, waiting lists, entries and offers."""

from django.urls import path

from kreislotse.web.courses.views import (
    courses,
    entries,
    letters,
    lists,
    people,
    pictures,
    quotas,
    teaching,
    travel,
)

app_name = "courses"
_COURSE = "<int:course_id>/"
_PARTICIPANT = f"{_COURSE}participants/<int:entry_id>/"
_LIST = "lists/<int:list_id>/"
_ENTRY = "entries/<int:entry_id>/"
_OFFER = "offers/<int:offer_id>/"

urlpatterns = [
    path("", courses.courses, name="courses"),
    path("new/", courses.course_new, name="course_new"),
    path(_COURSE, courses.course, name="course"),
    path(f"{_COURSE}change/", courses.course_change, name="course_change"),
    path(f"{_COURSE}seats/", courses.course_seats, name="course_seats"),
    path(f"{_COURSE}times/", courses.course_times, name="course_times"),
    path(f"{_COURSE}application/", courses.course_apply, name="course_apply"),
    path(f"{_COURSE}opening/", courses.course_open, name="course_open"),
    path(f"{_COURSE}beginning/", courses.course_begin, name="course_begin"),
    path(f"{_COURSE}ending/", courses.course_end, name="course_end"),
    path(f"{_COURSE}cancelling/", courses.course_cancel, name="course_cancel"),
    path(f"{_COURSE}queue/", courses.queue, name="queue"),
    path(f"{_COURSE}participants/", teaching.participants, name="participants"),
    path(_PARTICIPANT, teaching.participant, name="participant"),
    path(f"{_PARTICIPANT}start/", teaching.participant_start, name="participant_start"),
    path(f"{_PARTICIPANT}no-show/", teaching.participant_no_show, name="participant_no_show"),
    path(f"{_PARTICIPANT}drop-out/", teaching.participant_drop_out, name="participant_drop_out"),
    path(f"{_PARTICIPANT}completion/", teaching.participant_complete, name="participant_complete"),
    path(f"{_COURSE}lessons/new/", teaching.lesson_new, name="lesson_new"),
    path("lessons/<int:lesson_id>/", teaching.lesson, name="lesson"),
    path("lists/", lists.lists, name="lists"),
    path("lists/new/", lists.list_new, name="list_new"),
    path(_LIST, lists.one_list, name="list"),
    path(f"{_LIST}order/", lists.list_order, name="list_order"),
    path(f"{_LIST}closing/", lists.list_close, name="list_close"),
    path(f"{_LIST}entries/new/", lists.entry_new, name="entry_new"),
    path(_ENTRY, entries.entry, name="entry"),
    path(f"{_ENTRY}change/", entries.entry_change, name="entry_change"),
    path(f"{_ENTRY}referral/", entries.entry_refer, name="entry_refer"),
    path(f"{_ENTRY}level/", entries.entry_assess, name="entry_assess"),
    path(f"{_ENTRY}admission/", entries.entry_admit, name="entry_admit"),
    path(f"{_ENTRY}return/", entries.entry_again, name="entry_again"),
    path(f"{_ENTRY}removal/", entries.entry_remove, name="entry_remove"),
    path(f"{_ENTRY}jump/", entries.entry_jump, name="entry_jump"),
    path(f"{_ENTRY}jump-back/", entries.entry_jump_back, name="entry_jump_back"),
    path(f"{_ENTRY}attempt/", entries.entry_attempt, name="entry_attempt"),
    path(f"{_ENTRY}offer/", entries.offer_new, name="offer_new"),
    path(f"{_OFFER}letter/", letters.offer_letter, name="offer_letter"),
    path(f"{_OFFER}acceptance/", entries.offer_accept, name="offer_accept"),
    path(f"{_OFFER}refusal/", entries.offer_decline, name="offer_decline"),
    path(f"{_OFFER}expiry/", entries.offer_expire, name="offer_expire"),
    path(f"{_OFFER}withdrawal/", entries.offer_withdraw, name="offer_withdraw"),
    path("duties/", people.duties, name="duties"),
    path("duties/regimes/", people.regimes_note, name="regimes_note"),
    path("duties/<int:duty_id>/done/", people.duty_done, name="duty_done"),
    path("entitlements/", people.entitlements, name="entitlements"),
    path(
        "entitlements/<int:entitlement_id>/removal/",
        people.entitlement_remove,
        name="entitlement_remove",
    ),
    path(
        "people/<slug:candidate_code>/entitlement/", people.entitlement_new, name="entitlement_new"
    ),
    path("quotas/", quotas.quotas, name="quotas"),
    path("quotas/new/", quotas.quota_new, name="quota_new"),
    path("quotas/<int:quota_id>/", quotas.quota, name="quota"),
    path("quotas/<int:quota_id>/change/", quotas.quota_change, name="quota_change"),
    path("quotas/<int:quota_id>/contingent/", quotas.contingent_new, name="contingent_new"),
    path(
        "contingents/<int:contingent_id>/removal/",
        quotas.contingent_remove,
        name="contingent_remove",
    ),
    path("travel/", travel.travel, name="travel"),
    path("travel/upload/", travel.travel_import, name="travel_import"),
    path("travel/removal/", travel.travel_remove, name="travel_remove"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("kinds/", quotas.kinds, name="kinds"),
    path("kinds/new/", quotas.kind_new, name="kind_new"),
    path("kinds/<int:kind_id>/", quotas.kind, name="kind"),
    path("kinds/<int:kind_id>/terms/", quotas.terms_new, name="terms_new"),
]
