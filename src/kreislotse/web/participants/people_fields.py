"""Inputs that take a country, a language or a day of birth as people type it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kreislotse.participants.countries import country_code, country_name
from kreislotse.participants.tongues import language_code, language_name
from kreislotse.web.forms import DateField

_EARLIEST = 1880


class BirthField(DateField):
    """A day of birth; the bounds of a day's own rule are checked with the record."""

    def to_python(self, value: Any) -> date | None:
        day = forms.DateField.to_python(self, value)
        if day is not None and day.year < _EARLIEST:
            raise forms.ValidationError(_("Bitte schreiben Sie das Jahr mit vier Ziffern."))
        return day


class CountryField(forms.CharField):
    """A country by name, adjective or code; its value is the code."""

    def __init__(self, **options: Any) -> None:
        attrs = {"list": "countries", "autocomplete": "off"}
        super().__init__(max_length=80, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        code = country_code(typed) if typed else ""
        if code is None:
            raise forms.ValidationError(
                _("Dieses Land ist nicht bekannt. Wählen Sie eines aus der Liste.")
            )
        return code

    def prepare_value(self, value: Any) -> Any:
        return country_name(value) if value else value


class LanguageField(forms.CharField):
    """A language by name or code; its value is the code."""

    def __init__(self, **options: Any) -> None:
        attrs = {"list": "languages", "autocomplete": "off"}
        super().__init__(max_length=80, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        code = language_code(typed) if typed else ""
        if code is None:
            raise forms.ValidationError(
                _("Diese Sprache ist nicht bekannt. Wählen Sie eine aus der Liste.")
            )
        return code

    def prepare_value(self, value: Any) -> Any:
        return language_name(value) if value else value
