"""What is refused about files."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class TooLarge(DomainError):
    """A file above the limit: mostly a photo as the camera made it."""

    message = _(
        "Die Datei ist {size} MB groß, erlaubt sind {most} MB. Verkleinern Sie das Foto, oder "
        "legen Sie es als PDF mit geringerer Auflösung ab."
    )


class FileEmpty(DomainError):
    """A file without content."""

    message = _("Die Datei „{name}“ ist leer. Wählen Sie sie noch einmal aus.")


class TypeNotKnown(DomainError):
    """A file that is none of the kinds that are kept; its content decides, not its name."""

    message = _(
        "Die Datei „{name}“ ist keine der erlaubten Arten. Möglich sind PDF, Fotos (JPEG, PNG, "
        "WEBP, HEIC), Tabellen und Texte (XLSX, ODS, DOCX, ODT) und CSV."
    )
