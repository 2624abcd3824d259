"""Who applies, draws and proves: the district or its centre."""

from kreislotse.organisations.models import Organisation
from kreislotse.proofs.values.kinds import Value

VALUES = (
    Value("office.name", "Name des Antragstellers", lambda office: office.name),
    Value("office.kind", "Art des Antragstellers", lambda office: office.get_kind_display()),
    Value("office.key", "Gemeindekennziffer", lambda office: _key(office)),
    Value("office.part_of", "gehört zu", lambda office: str(office.part_of or "") or None),
)


def _key(office: Organisation) -> str | None:
    """The official key; a centre has that of its district."""
    own = office.key or (office.part_of.key if office.part_of else "")
    return own or None
