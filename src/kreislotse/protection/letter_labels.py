"""How the fields of a record are called in the languages of the letter."""

from kreislotse.participants import reference_data
from kreislotse.participants.profile import Field


def label_of(field: Field, language: str) -> str:
    """The field's name in a language; in German where nobody has written it yet."""
    return reference_data.labels().get(language, {}).get(field.code) or str(field.title)
