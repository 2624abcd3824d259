"""Addresses of working meetings and concepts."""

from django.urls import path

from kreislotse.web.cooperation import views

app_name = "cooperation"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.meeting_new, name="meeting_new"),
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/change/", views.meeting_change, name="meeting_change"),
    path("meetings/<int:meeting_id>/invitations/", views.meeting_invite, name="meeting_invite"),
    path("meetings/<int:meeting_id>/holding/", views.meeting_hold, name="meeting_hold"),
    path("meetings/<int:meeting_id>/cancellation/", views.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:meeting_id>/calendar.ics", views.meeting_ics, name="meeting_ics"),
    path("meetings/<int:meeting_id>/outcomes/new/", views.outcome_new, name="outcome_new"),
    path("invitations/<int:invitation_id>/reply/", views.invitation_reply, name="invitation_reply"),
    path(
        "invitations/<int:invitation_id>/withdrawal/",
        views.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("concepts/", views.concepts, name="concepts"),
    path("concepts/new/", views.concept_new, name="concept_new"),
    path("concepts/<int:concept_id>/", views.concept, name="concept"),
    path("concepts/<int:concept_id>/change/", views.concept_change, name="concept_change"),
    path("concepts/<int:concept_id>/beginning/", views.concept_begin, name="concept_begin"),
]
