"""The addresses of criteria and of the runs that give places by them."""

from kreislotse.web.allocation.criteria_urls import criteria_urls
from kreislotse.web.allocation.run_urls import run_urls

app_name = "allocation"
urlpatterns = [*criteria_urls, *run_urls]
