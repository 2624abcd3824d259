"""Who acts in the practice pot, and the receipts that are shown there."""

from dataclasses import dataclass
from datetime import date, datetime, time

from kreislotse.access.models import Account
from kreislotse.access.policy import BERLIN, Actor, Role
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.sheet import Fields, Sheet
from kreislotse.kernel.money import Money
from kreislotse.organisations.models import Organisation
from kreislotse.sample.accounts import PEOPLE

_MORNING = time(9, 0)


@dataclass(frozen=True)
class Office:
    """The invented people of the demonstration, each able to act on any day."""

    district: Organisation

    def officer(self, day: date) -> Actor:
        return self._on(day, Role.GRANTS_OFFICER, self.district)

    def colleague(self, day: date) -> Actor:
        """A second officer: whoever enters a recipient's receipts does not check them."""
        return self._on(day, Role.STEERING, self.district, acts_as=Role.GRANTS_OFFICER)

    def steering(self, day: date) -> Actor:
        return self._on(day, Role.STEERING, self.district)

    def head(self, day: date) -> Actor:
        return self._on(day, Role.HEAD, self.district)

    def _on(
        self, day: date, role: Role, place: Organisation, *, acts_as: Role | None = None
    ) -> Actor:
        email = next(person.email for person in PEOPLE if person.role == role)
        account = Account.objects.get(email=email)
        moment = datetime.combine(day, _MORNING, tzinfo=BERLIN)
        return Actor(account.pk, moment, frozenset({(acts_as or role, place.pk)}))


def invoice(subject: str, amount: Money, dated: date) -> bytes:
    """A receipt that can be opened: invented, and saying so."""
    sheet = Sheet(
        title="Rechnung (erfunden)",
        kind="Beleg zum Ausprobieren",
        sender="Musterweg 1, Musterdorf",
        dated=dated,
        blocks=(Fields("Leistung", (("Gegenstand", subject), ("Betrag", amount))),),
    )
    return render_pdf(sheet)
