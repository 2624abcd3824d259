"""Addresses of sharing out, passing on and proving."""

from kreislotse.web.forwarding import passing_on_urls, proving_urls, sharing_urls

app_name = "forwarding"

urlpatterns: list = [
    # Sharing out
    *sharing_urls.urlpatterns,
    # Passing on
    *passing_on_urls.urlpatterns,
    # Proving
    *proving_urls.urlpatterns,
]
