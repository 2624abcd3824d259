"""The key of a personal link does not reach the log."""

import io
import logging

import pytest
from django.conf import settings

from kreislotse.config.masking import WithoutKeys


@pytest.fixture
def written():
    """A log as the settings make it, and what it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutKeys())
    log = logging.Logger("kreislotse.test")  # noqa: LOG001
    log.addHandler(handler)
    return log, stream


def test_the_key_is_masked_in_text_and_arguments(written):
    log, stream = written
    log.warning("%s: %s", "Not Found", "/forwarding/my-application/geheim-123/proof/")
    log.warning("/forwarding/my-application/geheim-123/ %d", 404)
    log.warning("GET /place/7k3m-q2d9-abcd-efgh/yes/ HTTP/1.1")
    assert stream.getvalue() == (
        "Not Found: /forwarding/my-application/•••/proof/\n/forwarding/my-application/•••/ 404\n"
        "GET /place/•••/yes/ HTTP/1.1\n"
    )


def test_every_handler_of_the_settings_masks():
    handlers = settings.LOGGING["handlers"].values()
    assert [each["filters"] for each in handlers] == [["without_keys"]]
    assert settings.LOGGING["filters"]["without_keys"]["()"].endswith("masking.WithoutKeys")
