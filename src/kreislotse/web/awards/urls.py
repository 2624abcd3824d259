"""Addresses of awards, draw-downs and receipts."""

app_name = "awards"
urlpatterns: list = []
