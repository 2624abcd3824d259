"""The deeds around people, as their pages show them."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.participants import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.participants import people_forms as forms

_EDIT = Permission.PERSON_EDIT

NEW = Deed(
    title=_("Neue Person"),
    button=_("Person speichern"),
    done=_("Die Person ist aufgenommen. Bis zur Freigabe sieht nur Ihre Stadt oder Gemeinde sie."),
    form=forms.NewPersonForm,
    action=actions.record_candidate,
    needs=_EDIT,
    template="participants/person_form.html",
)
CHANGE = Deed(
    title=_("Angaben ändern"),
    button=_("Änderungen speichern"),
    done=_("Die Angaben sind geändert."),
    form=forms.ProfileForm,
    action=actions.change_candidate,
    needs=_EDIT,
    template="participants/person_form.html",
)
COMPLETE = Deed(
    title=_("Angaben sind vollständig"),
    button=_("Als vollständig kennzeichnen"),
    done=_("Die Angaben sind vollständig."),
    form=forms.SureForm,
    action=actions.complete_candidate,
    verb="complete_candidate",
)
ASK = Deed(
    title=_("Einwilligung erbitten"),
    button=_("Einwilligung erbeten"),
    done=_("Vermerkt: Die Person überlegt, ob sie einwilligt."),
    form=forms.SureForm,
    action=actions.ask_for_consent,
    verb="ask_for_consent",
    consequence=_(
        "Geben Sie der Person den Text in ihrer Sprache. Die Einwilligung ist freiwillig; wer "
        "nicht einwilligt, hat keine Nachteile."
    ),
)
RELEASE = Deed(
    title=_("Für den Kreis freigeben"),
    button=_("Freigeben"),
    done=_("Die Angaben sind für den Kreis freigegeben."),
    form=forms.SureForm,
    action=actions.release_candidate,
    verb="release_candidate",
    consequence=_(
        "Der Kreis prüft die Angaben unter der Kennung. Den Namen sieht er nur, wenn die Person "
        "darin eingewilligt hat oder eine Norm es erlaubt."
    ),
)
RETURN = Deed(
    title=_("An die Kommune zurückgeben"),
    button=_("Zurückgeben"),
    done=_("Die Angaben liegen wieder bei der Stadt oder Gemeinde."),
    form=forms.ReasonForm,
    action=actions.return_candidate,
    verb="return_candidate",
)
CLOSE = Deed(
    title=_("Akte abschließen"),
    button=_("Abschließen"),
    done=_("Die Akte ist abgeschlossen."),
    form=forms.CloseForm,
    action=actions.close_candidate,
    verb="close_candidate",
    consequence=_("Ab jetzt läuft die Frist, nach der die Angaben gelöscht werden."),
)
REOPEN = Deed(
    title=_("Wieder aufnehmen"),
    button=_("Wieder aufnehmen"),
    done=_("Die Akte ist wieder in Arbeit."),
    form=forms.SureForm,
    action=actions.reopen_candidate,
    verb="reopen_candidate",
)
MOVED_AWAY = Deed(
    title=_("Aus dem Kreis weggezogen"),
    button=_("Wegzug eintragen"),
    done=_("Der Wegzug ist eingetragen."),
    form=forms.SureForm,
    action=actions.note_moved_away,
    verb="note_moved_away",
    consequence=_(
        "Zieht die Person in eine andere Stadt oder Gemeinde des Kreises, bieten Sie dieser die "
        "Akte an, statt den Wegzug einzutragen."
    ),
)
STATUS = Deed(
    title=_("Neuer Aufenthaltsstatus"),
    button=_("Aufenthaltsstatus speichern"),
    done=_("Der Aufenthaltsstatus ist eingetragen, das Leistungsrecht neu bestimmt."),
    form=forms.StatusForm,
    action=actions.record_status,
    needs=_EDIT,
    consequence=_(
        "Aus dem Status folgt, welches Leistungsrecht gilt und wer zuständig ist. Das "
        "Asylbewerberleistungsgesetz endet mit dem Monat, in dem seine Voraussetzung wegfällt."
    ),
)
REGIME = Deed(
    title=_("Leistungsrecht eintragen"),
    button=_("Leistungsrecht speichern"),
    done=_("Das Leistungsrecht ist eingetragen."),
    form=forms.RegimeForm,
    action=actions.record_regime,
    needs=_EDIT,
)
LANGUAGE = Deed(
    title=_("Weitere Sprache"),
    button=_("Sprache speichern"),
    done=_("Die Sprache ist eingetragen."),
    form=forms.LanguageForm,
    action=actions.add_language,
    needs=_EDIT,
    template="participants/person_lists_form.html",
)
QUALIFICATION = Deed(
    title=_("Weiterer Abschluss"),
    button=_("Abschluss speichern"),
    done=_("Der Abschluss ist eingetragen."),
    form=forms.QualificationForm,
    action=actions.add_qualification,
    needs=_EDIT,
    template="participants/person_lists_form.html",
)
HOUSEHOLD = Deed(
    title=_("Wohnt zusammen mit"),
    button=_("Zusammen führen"),
    done=_("Die beiden Personen werden als ein Haushalt geführt."),
    form=forms.HouseholdForm,
    action=actions.join_household,
    needs=_EDIT,
)
ALONE = Deed(
    title=_("Wohnt allein"),
    button=_("Aus dem Haushalt nehmen"),
    done=_("Die Person wird wieder allein geführt."),
    form=forms.SureForm,
    action=actions.leave_household,
    needs=_EDIT,
)
RESTRICT = Deed(
    title=_("Angaben sperren"),
    button=_("Sperren"),
    done=_("Die Angaben sind gesperrt. Zu sehen ist nur noch die Kennung."),
    form=forms.RestrictForm,
    action=actions.restrict_candidate,
    needs=_EDIT,
    consequence=_("Niemand sieht oder verwendet die Angaben, bis Sie die Sperre aufheben."),
)
UNLOCK = Deed(
    title=_("Sperre aufheben"),
    button=_("Sperre aufheben"),
    done=_("Die Sperre ist aufgehoben."),
    form=forms.ReasonForm,
    action=actions.lift_restriction,
    needs=_EDIT,
)
OFFER_MOVE = Deed(
    title=_("Akte einer anderen Kommune anbieten"),
    button=_("Akte anbieten"),
    done=_("Die Akte ist angeboten. Sie bleibt bei Ihnen, bis die andere Seite sie übernimmt."),
    form=forms.MoveForm,
    action=actions.offer_move,
    needs=_EDIT,
    consequence=_(
        "Die andere Stadt oder Gemeinde sieht Namen und Geburtstag, um die Person zu erkennen. "
        "Alles Weitere sieht sie erst, wenn sie die Akte übernimmt."
    ),
)
ACCEPT_MOVE = Deed(
    title=_("Akte übernehmen"),
    button=_("Übernehmen"),
    done=_("Die Akte liegt jetzt bei Ihnen."),
    form=forms.SureForm,
    action=actions.accept_move,
    verb="accept_move",
    consequence=_("Ab jetzt sind Sie für die Angaben verantwortlich."),
)
DECLINE_MOVE = Deed(
    title=_("Akte ablehnen"),
    button=_("Ablehnen"),
    done=_("Die Akte bleibt, wo sie ist."),
    form=forms.SureForm,
    action=actions.decline_move,
    verb="decline_move",
)
WITHDRAW_MOVE = Deed(
    title=_("Angebot zurückziehen"),
    button=_("Zurückziehen"),
    done=_("Das Angebot ist zurückgezogen."),
    form=forms.SureForm,
    action=actions.withdraw_move,
    verb="withdraw_move",
)
ADD_REGIME = Deed(
    title=_("Leistungsrecht ab einem Tag"),
    button=_("Zeile speichern"),
    done=_("Die Zeile ist eingetragen, die Akten mit diesem Status sind neu bestimmt."),
    form=forms.TitleRegimeForm,
    action=actions.add_title_regime,
    needs=Permission.REFERENCE_EDIT,
    consequence=_("Frühere Zeilen bleiben stehen; es gilt die, die den Fall am genauesten nennt."),
)
