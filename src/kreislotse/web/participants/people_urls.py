"""Addresses of people, of files that change hands, and of residence titles."""

from django.urls import path

from kreislotse.web.participants import (
    moves_views,
    people_deed_views,
    people_views,
    titles_views,
)

_PERSON = "people/<slug:candidate_code>/"
_MOVE = "moves/<int:move_id>/"
_TITLE = "titles/<int:title_id>/"

urlpatterns = [
    path("people/", people_views.people, name="people"),
    path("people/new/", people_views.person_new, name="person_new"),
    path("people/locked/", people_views.people_locked, name="people_locked"),
    path(_PERSON, people_views.person, name="person"),
    path(f"{_PERSON}change/", people_views.person_change, name="person_change"),
    path(f"{_PERSON}shown/", people_views.person_shown, name="person_shown"),
    path(f"{_PERSON}completion/", people_deed_views.complete, name="person_complete"),
    path(f"{_PERSON}consent-request/", people_deed_views.ask, name="person_ask"),
    path(f"{_PERSON}release/", people_deed_views.release, name="person_release"),
    path(f"{_PERSON}return/", people_deed_views.give_back, name="person_return"),
    path(f"{_PERSON}closing/", people_deed_views.close, name="person_close"),
    path(f"{_PERSON}reopening/", people_deed_views.reopen, name="person_reopen"),
    path(f"{_PERSON}moved-away/", people_deed_views.moved_away, name="person_moved_away"),
    path(f"{_PERSON}status/", people_deed_views.status, name="person_status"),
    path(f"{_PERSON}regime/", people_deed_views.regime, name="person_regime"),
    path(f"{_PERSON}language/", people_deed_views.language, name="person_language"),
    path(f"{_PERSON}qualification/", people_deed_views.qualification, name="person_qualification"),
    path(f"{_PERSON}household/", people_deed_views.household, name="person_household"),
    path(f"{_PERSON}living-alone/", people_deed_views.alone, name="person_alone"),
    path(f"{_PERSON}restriction/", people_deed_views.restrict, name="person_restrict"),
    path(f"{_PERSON}unlocking/", people_deed_views.unlock, name="person_unlock"),
    path(f"{_PERSON}move/", moves_views.move_new, name="move_new"),
    path("moves/", moves_views.moves, name="moves"),
    path(_MOVE, moves_views.move, name="move"),
    path(f"{_MOVE}acceptance/", moves_views.move_accept, name="move_accept"),
    path(f"{_MOVE}refusal/", moves_views.move_decline, name="move_decline"),
    path(f"{_MOVE}withdrawal/", moves_views.move_withdraw, name="move_withdraw"),
    path("titles/", titles_views.titles, name="titles"),
    path(_TITLE, titles_views.title, name="title"),
    path(f"{_TITLE}regimes/new/", titles_views.regime_new, name="title_regime_new"),
]
