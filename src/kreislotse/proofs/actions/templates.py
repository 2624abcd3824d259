"""The forms of the state: shipped, and copied into new versions when the state changes them."""

from datetime import date, timedelta

from django.db import transaction

from kreislotse.access.catalogue import add_entry, change_entry, require_keeper
from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.kernel.german import date_short
from kreislotse.proofs import reference_data
from kreislotse.proofs.errors import FormInForce
from kreislotse.proofs.layout import check_layout, parsed
from kreislotse.proofs.models import FormTemplate

OWN = Permission.FUNDING_EDIT


@transaction.atomic
def load_form_templates(*, actor: Actor) -> int:
    """Add the shipped forms that the database lacks; say how many that were."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    known = set(FormTemplate.objects.values_list("code", flat=True))
    missing = [form for form in reference_data.forms() if form.code not in known]
    for form in missing:
        check_layout(form.layout, form.kind)
        entry = FormTemplate(**form._asdict())
        add_entry(entry, "load_form_templates", actor=actor, own=OWN)
    return len(missing)


@transaction.atomic
def copy_form_template(
    template: FormTemplate, *, actor: Actor, title: str, layout: str, valid_from: date
) -> FormTemplate:
    """A new version of a form in force from a day; the version before ends the day before.

    Every name in the layout must be a known value, or the whole is refused.
    """
    require_keeper(actor, OWN)
    lock(template)
    latest = FormTemplate.objects.filter(code=template.code).order_by("-version").first()
    assert latest is not None
    if latest.valid_from and valid_from <= latest.valid_from:
        raise FormInForce(version=latest.version, since=date_short(latest.valid_from))
    blocks = parsed(layout)
    check_layout(blocks, template.kind)
    change_entry(
        lock(latest),
        "copy_form_template",
        actor=actor,
        own=OWN,
        valid_to=valid_from - timedelta(days=1),
    )
    new = FormTemplate(
        kind=template.kind,
        programme=template.programme,
        code=template.code,
        version=latest.version + 1,
        title=title.strip(),
        layout=blocks,
        valid_from=valid_from,
        source=f"Fassung {template.version}, geändert",
    )
    return add_entry(new, "copy_form_template", actor=actor, own=OWN)
