"""The web application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kreislotse.web"
