"""The addresses behind the link of an offer; short, because people type them from a letter."""

from django.urls import path

from kreislotse.web.courses.views import replies

app_name = "replies"

urlpatterns = [
    path("<str:key>/", replies.place, name="place"),
    path("<str:key>/yes/", replies.accept, name="accept"),
    path("<str:key>/no/", replies.decline, name="decline"),
]
