"""What earlier lists of a municipality tell about the one at hand."""

from kreislotse.intake.models import ColumnMapping, Upload
from kreislotse.intake.states import UploadState
from kreislotse.organisations.models import Organisation


def remembered(owner: Organisation) -> dict[str, str]:
    """Which field the municipality meant by each heading, folded, the last time."""
    known = ColumnMapping.objects.filter(owner=owner)
    return dict(known.values_list("heading", "field"))


def applied_before(upload: Upload) -> Upload | None:
    """The list with the same content that was taken over last, if there is one."""
    same = Upload.objects.filter(owner=upload.owner_id, sha256=upload.sha256)
    taken = same.filter(state=UploadState.APPLIED).exclude(pk=upload.pk)
    return taken.order_by("-applied_at").first()
