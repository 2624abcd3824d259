"""Addresses of what bodies decide."""

from django.urls import path

from kreislotse.web.mandates import views

app_name = "mandates"
urlpatterns = [
    path("clauses/", views.clauses, name="clauses"),
    path("clauses/<int:clause_id>/", views.clause, name="clause"),
    path("clauses/<int:clause_id>/assign/", views.clause_assign, name="clause_assign"),
    path("clauses/<int:clause_id>/start/", views.clause_start, name="clause_start"),
    path("clauses/<int:clause_id>/stand/", views.clause_stand, name="clause_stand"),
    path("clauses/<int:clause_id>/fulfil/", views.clause_fulfil, name="clause_fulfil"),
    path("clauses/<int:clause_id>/reopen/", views.clause_reopen, name="clause_reopen"),
    path("clauses/<int:clause_id>/supersede/", views.clause_supersede, name="clause_supersede"),
    path("clauses/<int:clause_id>/withdraw/", views.clause_withdraw, name="clause_withdraw"),
    path("clauses/<int:clause_id>/evidence/new/", views.evidence_new, name="evidence_new"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.meeting_new, name="meeting_new"),
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/held/", views.meeting_held, name="meeting_held"),
    path("meetings/<int:meeting_id>/cancel/", views.meeting_cancel, name="meeting_cancel"),
    path("meetings/<int:meeting_id>/agenda/new/", views.agenda_item_new, name="agenda_item_new"),
    path(
        "agenda-items/<int:agenda_item_id>/resolution/new/",
        views.resolution_new,
        name="resolution_new",
    ),
    path(
        "resolutions/<int:resolution_id>/correct/",
        views.resolution_correct,
        name="resolution_correct",
    ),
    path("resolutions/<int:resolution_id>/clauses/new/", views.clause_new, name="clause_new"),
    path("papers/", views.papers, name="papers"),
    path("papers/new/", views.paper_new, name="paper_new"),
    path("papers/<int:paper_id>/", views.paper, name="paper"),
    path("papers/<int:paper_id>/change/", views.paper_change, name="paper_change"),
    path("papers/<int:paper_id>/revise/", views.paper_revise, name="paper_revise"),
    path(
        "papers/<int:paper_id>/consultations/new/", views.consultation_new, name="consultation_new"
    ),
    path(
        "consultations/<int:consultation_id>/change/",
        views.consultation_change,
        name="consultation_change",
    ),
    path("periods/", views.periods, name="periods"),
    path("periods/new/", views.period_new, name="period_new"),
]
