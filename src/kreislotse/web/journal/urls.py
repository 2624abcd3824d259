"""Addresses of the journal."""

from django.urls import path

from kreislotse.web.journal import views

app_name = "journal"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("chain/", views.chain, name="chain"),
]
