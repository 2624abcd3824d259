"""What the rules of passing money on refuse. Sharing and proving have files of their own."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class ForwardingNotAllowed(DomainError):
    """The notice does not let money be passed on (R-DIS-01)."""

    message = _(
        "Der Bescheid „{award}“ erlaubt keine Weiterleitung. Tragen Sie es dort ein, wenn er sie "
        "doch erlaubt, oder wählen Sie einen anderen Bescheid."
    )


class RecipientKindNotAllowed(DomainError):
    """The notice names whom money may be passed on to, and not this kind (R-DIS-01)."""

    message = _(
        "Der Bescheid erlaubt die Weiterleitung nur an: {allowed}. Gewählt ist: {kind}. "
        "Prüfen Sie die Art des Empfängers."
    )


class NoRecipient(DomainError):
    """The district spends its own money by receipts; it does not pass it on to itself."""

    message = _(
        "An „{name}“ ({kind}) wird nichts weitergeleitet. Eigene Ausgaben tragen Sie als Beleg ein."
    )


class AccountChangedByYou(DomainError):
    """Whoever changed the account after the decision does not pay it out as well."""

    message = _(
        "Sie haben die Bankverbindung nach der Bewilligung geändert. Die Auszahlung trägt eine "
        "zweite Person ein: Vier-Augen-Prinzip."
    )


class ProofBegun(DomainError):
    """A payment that the recipient already proves was made."""

    message = _(
        "Zu dieser Auszahlung gibt es schon einen Nachweis oder Belege. Sie lässt sich nicht mehr "
        "zurücknehmen."
    )


class CallNotOpen(DomainError):
    """Nobody applies to a call that is not open any more, or not yet."""

    message = _("Der Aufruf „{call}“ ist nicht offen. Anträge nimmt er nicht an.")


class CallOver(DomainError):
    """The last day for applications has passed."""

    message = _("Der Aufruf „{call}“ ist am {closed_on} zu Ende gegangen. Anträge sind vorbei.")


class CallFull(DomainError):
    """So many unchecked applications are no longer from people."""

    message = _(
        "Bei diesem Aufruf liegen gerade {most} ungeprüfte Anträge. Versuchen Sie es in einigen "
        "Tagen wieder, oder rufen Sie den Kreis an."
    )


class CallOrShareNeeded(DomainError):
    """A town asks on an open call, or for the share that it has."""

    message = _("Wählen Sie einen offenen Aufruf oder Ihren Anteil aus einer Verteilung.")


class FundsNegative(DomainError):
    """Own and other funds are none or some."""

    message = _("Eigene und weitere Mittel sind null oder mehr, eingegeben waren {amount}.")


class ClosesInThePast(DomainError):
    """A call that nobody could answer."""

    message = _("Der Aufruf soll am {closes_on} enden. Wählen Sie einen Tag ab dem {today}.")


class CallOfAnotherItem(DomainError):
    """A call gives out the money of one item."""

    message = _("Der Aufruf „{call}“ gehört zu einem anderen Zweck. Wählen Sie „{item}“.")


class ShareOfAnother(DomainError):
    """A direct share goes to whom the decided plan names, from the item it shares out."""

    message = _("Der Anteil von {town} gehört nicht zu {recipient} und „{item}“.")


class ShareNotDecided(DomainError):
    """Nothing is passed on by a proposal (R-DIS-04)."""

    message = _("Die Verteilung „{plan}“ ist noch nicht beschlossen. Beschließen Sie sie zuerst.")


class ShareExceeded(DomainError):
    """A share of a decided plan caps what its town gets directly."""

    message = _(
        "Der Anteil von {town} beträgt {share}, davon sind {bound} schon bewilligt. "
        "Bewilligt werden können noch {left}, eingegeben waren {amount}."
    )


class WishNotPositive(DomainError):
    """An amount that can be asked for or approved is above zero."""

    message = _("Der Betrag muss größer als null sein, eingegeben waren {amount}.")


class FundsNotStated(DomainError):
    """Above the light form's limit the financing is wanted as well (R-DIS-08)."""

    message = _(
        "Beantragt sind {requested}. Ab mehr als {limit} brauchen wir auch Ihre eigenen und "
        "weiteren Mittel. Tragen Sie null ein, wenn es keine gibt."
    )


class NotReachable(DomainError):
    """Without mail or phone nobody could be asked back."""

    message = _("Nennen Sie eine E-Mail-Adresse oder eine Telefonnummer. Eines von beiden genügt.")


class StatementsNotConfirmed(DomainError):
    """The public form is sent with the tick that what it says is true."""

    message = _("Bestätigen Sie, dass Ihre Angaben stimmen.")


class IbanWrong(DomainError):
    """An account number that fails its own checksum."""

    message = _(
        "Diese IBAN stimmt nicht: Land, Länge und Prüfziffer passen nicht zusammen. Vergleichen "
        "Sie sie mit Ihrer Bankkarte oder dem Kontoauszug."
    )


class BankAccountSettled(DomainError):
    """A link that got into wrong hands must not lead the money elsewhere."""

    message = _(
        "Die Bankverbindung steht schon fest. Rufen Sie uns an, wenn sie sich geändert hat."
    )


class IbanMissing(DomainError):
    """Nobody is paid without an account."""

    message = _("Es fehlt die Bankverbindung des Empfängers. Tragen Sie zuerst die IBAN ein.")


class ChecksMissing(DomainError):
    """Every check gets somebody's verdict."""

    message = _("Es fehlt die Bewertung zu: {names}. Bewerten Sie alle Prüfpunkte.")


class RemarkMissing(DomainError):
    """What the program found wrong is not called right without a word."""

    message = _(
        "„{check}“ ist nach den Daten nicht in Ordnung: {finding} Bewerten Sie es anders, oder "
        "schreiben Sie dazu, warum es doch geht."
    )


class RecipientKnown(DomainError):
    """One organisation is in the register once."""

    message = _("Eine Organisation dieses Namens gibt es schon. Wählen Sie sie als Empfänger aus.")


class RecipientMissing(DomainError):
    """Money is bound for an organisation, not for a name."""

    message = _("Der Antrag ist noch keiner Organisation zugeordnet. Prüfen Sie ihn erneut.")


class PaidTwice(DomainError):
    """The same purpose is not paid twice to one recipient in one period, unless waived."""

    message = _(
        "{recipient} bekommt für diesen Zweck und Zeitraum schon Geld: „{other}“, {amount}. "
        "Begründen Sie, warum es trotzdem geht, oder lehnen Sie den Antrag ab."
    )


class ChecksFailed(DomainError):
    """What did not pass its check is approved with a reason only."""

    message = _("Nicht in Ordnung: {names}. Begründen Sie die Bewilligung, oder lehnen Sie ab.")


class MoreThanRequested(DomainError):
    """Nobody gets more than they asked for."""

    message = _("Beantragt sind {requested}, bewilligt werden sollten {amount}.")


class Biased(DomainError):
    """Who decides must not be an officer of the recipient (R-DIS-10)."""

    message = _(
        "Für Sie ist seit {since} eine Befangenheit bei {recipient} eingetragen. Über diesen "
        "Antrag entscheidet jemand anderes."
    )


class BiasNotDenied(DomainError):
    """Whoever decides says that nothing ties them to the recipient (R-DIS-10)."""

    message = _(
        "Bestätigen Sie, dass Sie dem Empfänger nicht angehören und nicht nahestehen. Sonst "
        "entscheidet jemand anderes."
    )


class ConflictKnown(DomainError):
    """A conflict of interest is on record once from a day on."""

    message = _("Diese Befangenheit ist seit {since} schon eingetragen.")


class PlaceholderUnknown(DomainError):
    """A text asks for a value that no letter has."""

    message = _("Diese Platzhalter gibt es nicht: {unknown}. Möglich sind: {known}.")


class BracesWrong(DomainError):
    """A text with an open brace, or with something else than a name between two."""

    message = _(
        "Die geschweiften Klammern im Text gehen nicht auf. Schreiben Sie zum Beispiel {{betrag}}."
    )


class TextMissing(DomainError):
    """No letter without a text in force."""

    message = _(
        "Für „{kind}“ gilt am {on} kein Textbaustein. Legen Sie unter „Textbausteine“ einen an."
    )


class NoticeForMunicipalities(DomainError):
    """Only a town gets a notice; with everybody else the district makes a contract."""

    message = _(
        "Einen Weiterleitungsbescheid bekommen nur Städte und Gemeinden. Mit {recipient} "
        "schließen Sie einen Vertrag."
    )


class LetterNotNow(DomainError):
    """A letter says what is the case."""

    message = _("„{kind}“ passt nicht zum Stand „{state}“.")


class SignedInTheFuture(DomainError):
    """A signature is recorded once it is there."""

    message = _(
        "Die Unterschrift liegt in der Zukunft. Tragen Sie sie frühestens am Tag selbst "
        "ein, heute ist der {today}."
    )


class PaidInTheFuture(DomainError):
    """A payment is recorded once it is made."""

    message = _(
        "Die Auszahlung liegt in der Zukunft. Tragen Sie sie frühestens am Tag selbst "
        "ein, heute ist der {today}."
    )
