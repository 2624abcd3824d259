"""Addresses of awards, draw-downs and receipts."""

from kreislotse.web.awards.cash_urls import cash_routes
from kreislotse.web.awards.notice_urls import notice_routes

app_name = "awards"
urlpatterns = [
    *notice_routes,
    *cash_routes,
]
