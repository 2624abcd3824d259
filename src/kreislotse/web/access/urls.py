"""Addresses of accounts and roles."""

from django.urls import path

from kreislotse.web.access import views

app_name = "access"
urlpatterns = [
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", views.account_new, name="account_new"),
    path("accounts/<int:account_id>/", views.account, name="account"),
    path("accounts/<int:account_id>/change/", views.account_change, name="account_change"),
    path("accounts/<int:account_id>/close/", views.account_close, name="account_close"),
    path("accounts/<int:account_id>/reopen/", views.account_reopen, name="account_reopen"),
    path("accounts/<int:account_id>/password/", views.account_password, name="account_password"),
    path("accounts/<int:account_id>/roles/new/", views.role_new, name="role_new"),
    path("roles/<int:membership_id>/end/", views.role_end, name="role_end"),
]
