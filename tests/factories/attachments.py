"""The dullest files: the shortest beginnings by which their kinds are known."""

import io
import zipfile
from datetime import UTC, datetime

import factory

from kreislotse.attachments.acceptance import checksum
from kreislotse.attachments.models import Attachment
from tests.factories.organisations import OrganisationFactory

PDF = b"%PDF-1.7\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 4 + b"\xff\xd9"


def package(parts: dict[str, str]) -> bytes:
    """A package of parts, as office programs write them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return file.getvalue()


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    owner = factory.SubFactory(OrganisationFactory)
    name = "rechnung.pdf"
    media_type = "application/pdf"
    content = factory.Sequence(lambda n: PDF + str(n).encode())
    size = factory.LazyAttribute(lambda new: len(new.content))
    sha256 = factory.LazyAttribute(lambda new: checksum(new.content))
    added_at = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
