"""Addresses of the books."""

app_name = "ledger"
urlpatterns: list = []
