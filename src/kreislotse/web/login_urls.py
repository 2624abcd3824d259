"""Coming in, leaving, and how the house appears: addresses without a namespace."""

from django.urls import path

from kreislotse.web.access import appearance, login

urlpatterns = [
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", login.Logout.as_view(), name="logout"),
    path("theme/", appearance.theme, name="theme"),
    path("language/", appearance.language, name="language"),
]
