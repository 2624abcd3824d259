"""Addresses of sharing out and passing on."""

app_name = "forwarding"
urlpatterns: list = []
