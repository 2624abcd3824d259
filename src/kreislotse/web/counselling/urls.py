"""The addresses of services."""

from django.urls import path

from kreislotse.web.counselling import views

app_name = "counselling"

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/new/", views.service_new, name="service_new"),
    path("services/<int:service_id>/removal/", views.service_remove, name="service_remove"),
    path("kinds/", views.service_kinds, name="service_kinds"),
    path("kinds/new/", views.service_kind_new, name="service_kind_new"),
]
