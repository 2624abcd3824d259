"""Addresses of organisations, bodies, contacts, topics and responsibilities."""

from django.urls import path

from kreislotse.web.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("new/", views.organisation_new, name="organisation_new"),
    path("<int:organisation_id>/", views.organisation, name="organisation"),
    path("<int:organisation_id>/change/", views.organisation_change, name="organisation_change"),
    path("<int:organisation_id>/succession/", views.succession_new, name="succession_new"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/new/", views.body_new, name="body_new"),
    path("bodies/<int:body_id>/", views.body, name="body"),
    path("bodies/<int:body_id>/change/", views.body_change, name="body_change"),
    path("responsible/", views.responsible, name="responsible"),
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/new/", views.contact_new, name="contact_new"),
    path("contacts/<int:contact_id>/", views.contact, name="contact"),
    path("contacts/<int:contact_id>/change/", views.contact_change, name="contact_change"),
    path("contacts/<int:contact_id>/confirmation/", views.contact_confirm, name="contact_confirm"),
    path("contacts/<int:contact_id>/end/", views.contact_end, name="contact_end"),
    path("topics/", views.topics, name="topics"),
    path("topics/new/", views.topic_new, name="topic_new"),
    path("topics/<int:topic_id>/change/", views.topic_change, name="topic_change"),
    path("responsibilities/", views.responsibilities, name="responsibilities"),
    path("responsibilities/new/", views.responsibility_new, name="responsibility_new"),
    path(
        "responsibilities/<int:responsibility_id>/end/",
        views.responsibility_end,
        name="responsibility_end",
    ),
]
