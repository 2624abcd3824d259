"""Addresses of the calls to municipalities, of people and of consents."""

from django.urls import path

from kreislotse.web.participants import consent_urls, figures_urls, people_urls, views

app_name = "participants"
urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("calls/new/", views.call_new, name="call_new"),
    path("calls/<int:call_id>/", views.call, name="call"),
    path("calls/<int:call_id>/change/", views.call_change, name="call_change"),
    path("calls/<int:call_id>/opening/", views.call_open, name="call_open"),
    path("calls/<int:call_id>/forwarding/", views.call_forward, name="call_forward"),
    path("calls/<int:call_id>/reminder/", views.call_remind, name="call_remind"),
    path("calls/<int:call_id>/closing/", views.call_close, name="call_close"),
    path("calls/<int:call_id>/not-recorded/", views.call_not_recorded, name="call_not_recorded"),
    path("responses/<int:response_id>/", views.response, name="response"),
    path("responses/<int:response_id>/answer/", views.response_answer, name="response_answer"),
    path("responses/<int:response_id>/nil-return/", views.response_nil, name="response_nil"),
    path(
        "responses/<int:response_id>/withdrawal/", views.response_withdraw, name="response_withdraw"
    ),
    path(
        "responses/<int:response_id>/sign-off/", views.response_sign_off, name="response_sign_off"
    ),
    *figures_urls.urlpatterns,
    path("initiatives/<int:initiative_id>/target-group/", views.target_group, name="target_group"),
    *people_urls.urlpatterns,
    *consent_urls.urlpatterns,
]
