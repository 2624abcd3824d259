"""All addresses of the house."""

from django.urls import include, path

urlpatterns = [path("", include("kreislotse.web.urls"))]

handler404 = "kreislotse.web.errors.not_found"
handler500 = "kreislotse.web.errors.broken"
