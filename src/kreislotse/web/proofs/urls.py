"""Addresses of proofs of use."""

app_name = "proofs"
urlpatterns: list = []
