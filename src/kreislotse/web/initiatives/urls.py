"""Addresses of what the district carries out."""

from django.urls import path

from kreislotse.web.initiatives import views

app_name = "initiatives"
urlpatterns = [
    path("", views.initiatives, name="initiatives"),
    path("new/", views.initiative_new, name="initiative_new"),
    path("<int:initiative_id>/", views.initiative, name="initiative"),
    path("<int:initiative_id>/change/", views.initiative_change, name="initiative_change"),
    path("<int:initiative_id>/clauses/link/", views.clause_link, name="clause_link"),
    path(
        "<int:initiative_id>/clauses/<int:clause_id>/unlink/",
        views.clause_unlink,
        name="clause_unlink",
    ),
    path("<int:initiative_id>/partners/new/", views.partner_new, name="partner_new"),
    path("partners/<int:partner_id>/change/", views.partner_change, name="partner_change"),
    path("partners/<int:partner_id>/remove/", views.partner_remove, name="partner_remove"),
    path("<int:initiative_id>/milestones/new/", views.milestone_new, name="milestone_new"),
    path("milestones/<int:milestone_id>/move/", views.milestone_move, name="milestone_move"),
    path("<int:initiative_id>/letters/out/new/", views.letter_out_new, name="letter_out_new"),
    path("<int:initiative_id>/letters/in/new/", views.letter_in_new, name="letter_in_new"),
    path("letters/<int:letter_id>/change/", views.letter_change, name="letter_change"),
    path("<int:initiative_id>/positions/new/", views.position_new, name="position_new"),
    path("positions/<int:position_id>/change/", views.position_change, name="position_change"),
    path("<int:initiative_id>/questions/new/", views.question_new, name="question_new"),
    path("questions/<int:question_id>/answer/", views.question_answer, name="question_answer"),
    path("<int:initiative_id>/subscriptions/new/", views.subscription_new, name="subscription_new"),
    path(
        "subscriptions/<int:subscription_id>/received/",
        views.report_received,
        name="report_received",
    ),
    path("fields/", views.fields, name="fields"),
    path("fields/new/", views.field_new, name="field_new"),
]
