"""The deeds on organisations, bodies, contacts, topics and responsibilities."""

from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.organisations import actions
from kreislotse.web.deeds import Deed
from kreislotse.web.organisations import forms

REGISTER_ORGANISATION = Deed(
    title=_("Organisation erfassen"),
    button=_("Organisation erfassen"),
    done=_("Die Organisation ist erfasst."),
    form=forms.OrganisationForm,
    action=actions.register_organisation,
    needs=Permission.REFERENCE_EDIT,
)
CHANGE_ORGANISATION = Deed(
    title=_("Organisation ändern"),
    button=_("Änderungen speichern"),
    done=_("Die Angaben sind geändert."),
    form=forms.OrganisationForm,
    action=actions.change_organisation,
    needs=Permission.REFERENCE_EDIT,
)
RECORD_SUCCESSION = Deed(
    title=_("Nachfolge eintragen"),
    button=_("Nachfolge eintragen"),
    done=_("Die Nachfolge ist eingetragen."),
    form=forms.SuccessionForm,
    action=actions.record_succession,
    needs=Permission.REFERENCE_EDIT,
)
REGISTER_BODY = Deed(
    title=_("Gremium erfassen"),
    button=_("Gremium erfassen"),
    done=_("Das Gremium ist erfasst."),
    form=forms.BodyForm,
    action=actions.register_body,
    needs=Permission.MANDATE_EDIT,
)
CHANGE_BODY = Deed(
    title=_("Gremium ändern"),
    button=_("Änderungen speichern"),
    done=_("Die Angaben sind geändert."),
    form=forms.BodyChangeForm,
    action=actions.change_body,
    needs=Permission.MANDATE_EDIT,
)
NAME_CONTACT = Deed(
    title=_("Ansprechperson benennen"),
    button=_("Ansprechperson benennen"),
    done=_("Die Ansprechperson ist benannt."),
    form=forms.ContactForm,
    action=actions.name_contact,
    needs=Permission.CONTACT_EDIT,
)
CHANGE_CONTACT = Deed(
    title=_("Angaben zur Ansprechperson ändern"),
    button=_("Änderungen speichern"),
    done=_("Die Angaben sind geändert und gelten als bestätigt."),
    form=forms.ContactChangeForm,
    action=actions.change_contact,
    needs=Permission.CONTACT_EDIT,
)
CONFIRM_CONTACT = Deed(
    title=_("Angaben bestätigen"),
    button=_("Angaben bestätigen"),
    done=_("Die Angaben sind bestätigt."),
    form=forms.ConfirmForm,
    action=actions.confirm_contact,
    needs=Permission.CONTACT_EDIT,
    consequence=_("Sie bestätigen, dass Person, Telefon und E-Mail noch stimmen."),
)
END_CONTACT = Deed(
    title=_("Ansprechperson beenden"),
    button=_("Ansprechperson beenden"),
    done=_("Die Ansprechperson ist beendet."),
    form=forms.EndForm,
    action=actions.end_contact,
    needs=Permission.CONTACT_EDIT,
    consequence=_("Vertretungen dieser Person enden am selben Tag."),
)
REGISTER_TOPIC = Deed(
    title=_("Thema anlegen"),
    button=_("Thema anlegen"),
    done=_("Das Thema ist angelegt."),
    form=forms.TopicForm,
    action=actions.register_contact_topic,
    needs=Permission.REFERENCE_EDIT,
)
CHANGE_TOPIC = Deed(
    title=_("Thema ändern"),
    button=_("Änderungen speichern"),
    done=_("Das Thema ist geändert."),
    form=forms.TopicForm,
    action=actions.change_contact_topic,
    needs=Permission.REFERENCE_EDIT,
)
RECORD_RESPONSIBILITY = Deed(
    title=_("Zuständigkeit eintragen"),
    button=_("Zuständigkeit eintragen"),
    done=_("Die Zuständigkeit ist eingetragen."),
    form=forms.ResponsibilityForm,
    action=actions.record_responsibility,
    needs=Permission.REFERENCE_EDIT,
)
END_RESPONSIBILITY = Deed(
    title=_("Zuständigkeit beenden"),
    button=_("Zuständigkeit beenden"),
    done=_("Die Zuständigkeit ist beendet."),
    form=forms.EndForm,
    action=actions.end_responsibility,
    needs=Permission.REFERENCE_EDIT,
)
