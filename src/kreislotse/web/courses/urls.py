"""The addresses of course places."""

from django.urls import path

from kreislotse.web.courses import views

app_name = "courses"

urlpatterns = [
    path("quotas/", views.quotas, name="quotas"),
    path("quotas/new/", views.quota_new, name="quota_new"),
    path("quotas/<int:quota_id>/", views.quota, name="quota"),
    path("quotas/<int:quota_id>/change/", views.quota_change, name="quota_change"),
    path("kinds/", views.kinds, name="kinds"),
    path("kinds/new/", views.kind_new, name="kind_new"),
]
