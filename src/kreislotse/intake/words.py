"""The German sentences of reasons and remarks, by key; a place stands before each reason."""

from django.utils.translation import gettext_noop as _

REASONS = {
    # What a cell holds
    "formula": _(
        "Hier steht eine Formel. Kopieren Sie die Spalte, und fügen Sie sie als Werte wieder ein."
    ),
    "excel_error": _("Hier steht ein Fehlerwert von Excel. Schreiben Sie den Wert selbst hinein."),
    "merged": _(
        "Die Zelle ist mit anderen verbunden, deshalb fehlt hier der Wert. Heben Sie die "
        "Verbindung auf, und tragen Sie den Wert in jede Zeile ein."
    ),
    "broken_letters": _(
        "„{text}“ enthält Zeichen, die beim Speichern verloren gegangen sind. Schreiben Sie den "
        "Text neu."
    ),
    "repaired_letters": _("„{was}“ wurde als „{text}“ gelesen. Prüfen Sie, ob das stimmt."),
    "missing": _("{title} fehlt. Tragen Sie es ein; ohne diese Angabe geht es nicht."),
    "too_long": _("{title} ist länger als {most} Zeichen. Kürzen Sie den Text."),
    # Names
    "not_a_name": _(
        "„{text}“ ist kein Name in lateinischer Schrift. Schreiben Sie ihn wie im "
        "Ausweis, ohne Ziffern und Sonderzeichen."
    ),
    "comma_in_name": _(
        "„{text}“ enthält ein Komma. Schreiben Sie Familienname und Vornamen jeweils in ihre "
        "eigene Spalte."
    ),
    "one_name": _(
        "„{text}“ lässt sich nicht sicher teilen. Schreiben Sie „Familienname, "
        "Vornamen“ mit genau einem Komma."
    ),
    # Days
    "not_a_day": _("„{text}“ ist kein Tag im Kalender. Schreiben Sie Tag.Monat.Jahr."),
    "no_day": _("„{text}“ ist kein Datum. Schreiben Sie Tag.Monat.Jahr, zum Beispiel 24.12.1990."),
    "year_only": _("„{text}“ ist nur ein Jahr. Schreiben Sie Tag.Monat.Jahr."),
    "month_only": _("„{text}“ nennt keinen Tag. Schreiben Sie Tag.Monat.Jahr."),
    "short_year": _(
        "Bei „{text}“ ist das Jahrhundert nicht klar. Schreiben Sie das Jahr mit vier Ziffern."
    ),
    "ambiguous_day": _(
        "Bei „{text}“ ist nicht klar, was Tag und was Monat ist. Schreiben Sie Tag.Monat.Jahr."
    ),
    "swapped_day": _(
        "„{text}“: In dieser Spalte steht der Monat sonst vor dem Tag; Excel hat hier vielleicht "
        "beides vertauscht. Schreiben Sie Tag.Monat.Jahr als Text."
    ),
    "day_with_time": _(
        "„{text}“ enthält eine Uhrzeit, deshalb kann der Tag um einen verschoben sein. Schreiben "
        "Sie nur Tag.Monat.Jahr."
    ),
    "in_the_future": _("{title}: Der {text} liegt in der Zukunft. Prüfen Sie das Datum."),
    "too_old": _("{title}: Der {text} liegt mehr als 110 Jahre zurück. Prüfen Sie das Datum."),
    "too_far": _(
        "{title}: Der {text} liegt mehr als 20 Jahre in der Zukunft. Prüfen Sie das Datum; lassen "
        "Sie die Zelle leer, wenn es kein Ende gibt."
    ),
    "before_birth": _("{title}: Der {text} liegt vor der Geburt. Prüfen Sie beide Daten."),
    "ends_before_it_begins": _(
        "{title}: Der {text} liegt vor dem Beginn am {since}. Prüfen Sie beide Daten."
    ),
    # Numbers, choices and lists of codes
    "not_a_number": _("„{text}“ ist keine ganze Zahl. Schreiben Sie für „{title}“ nur Ziffern."),
    "out_of_range": _(
        "„{text}“ ist für „{title}“ nicht möglich. Schreiben Sie eine Zahl von {least} bis {most}."
    ),
    "not_yes_or_no": _("„{text}“ ist weder Ja noch Nein. Schreiben Sie ja oder nein."),
    "not_a_choice": _("„{text}“ kennen wir für „{title}“ nicht. Möglich sind: {choices}."),
    "level_unclear": _(
        "„{text}“ ist kein eindeutiges Sprachniveau. Schreiben Sie das niedrigere nachgewiesene: "
        "A0, A1, A2, B1, B2, C1 oder C2."
    ),
    "not_a_country": _(
        "„{text}“ ist kein Staat, den wir kennen. Schreiben Sie den Namen des Staates, zum "
        "Beispiel Syrien."
    ),
    "two_countries": _(
        "„{text}“ nennt mehrere Staaten. Schreiben Sie den, der im Aufenthaltstitel steht."
    ),
    "not_a_language": _(
        "„{text}“ ist keine Sprache, die wir kennen. Schreiben Sie zum Beispiel: Arabisch, Dari."
    ),
    "not_a_title": _(
        "„{text}“ ist kein eindeutiger Aufenthaltsstatus. Schreiben Sie zum Beispiel: Gestattung, "
        "Duldung, § 25 Abs. 2 Satz 1 Alt. 1, subsidiärer Schutz."
    ),
    "not_an_occupation_group": _(
        "„{text}“ ist keine Berufsgruppe. Schreiben Sie die zwei Ziffern der Hauptgruppe nach "
        "KldB 2010, zum Beispiel 43."
    ),
    "number_without_zero": _(
        "Der Nummer „{text}“ fehlt die Null am Anfang. Schreiben Sie sie als Text, zum Beispiel "
        "02541 180."
    ),
    "needs_other": _("{title} steht hier ohne „{other}“. Tragen Sie auch „{other}“ ein."),
    # Notes: the row is taken over all the same
    "level_by_self": _("Zum Deutschniveau steht kein Nachweis; es gilt als eigene Angabe."),
}

REMARKS = {
    "hidden_sheet": _("Das ausgeblendete Blatt „{sheet}“ wurde nicht gelesen."),
    "other_sheet": _(
        "Das Blatt „{sheet}“ wurde nicht gelesen. Laden Sie es als eigene Datei hoch, wenn es "
        "auch eine Liste enthält."
    ),
    "hidden_rows": _(
        "Ausgeblendete Zeilen werden mitgelesen: {rows}. Löschen Sie sie, wenn sie nicht gemeint "
        "sind."
    ),
    "below": _("Zeile {rows}: nicht gelesen: steht unter der Tabelle."),
    "between": _("Zeile {rows}: nicht gelesen: steht zwischen den Personen und nennt keine."),
    "headings_again": _("Zeile {rows}: nicht gelesen: wiederholt die Überschriften."),
    "headings_over_two_rows": _("Die Überschriften stehen in zwei Zeilen: {rows}."),
    "no_heading": _("Spalte {letter} hat keine Überschrift und wurde nicht gelesen."),
    "heading_twice": _(
        "Die Überschrift „{heading}“ steht zweimal: in den Spalten {letter} und {other}."
    ),
    "two_for_one": _(
        "„{heading}“ (Spalte {letter}) passt auch zu „{title}“. Gelesen wird Spalte {other}."
    ),
    "forbidden": _(
        "„{heading}“ (Spalte {letter}) wird nicht gelesen und nicht gespeichert: Das dürfen wir "
        "nicht wissen."
    ),
    "column_missing": _(
        "Keine Spalte passt zu „{title}“. Ordnen Sie eine zu, oder ergänzen Sie sie in der Liste."
    ),
    "encoding": _(
        "Die Datei sagt nicht, wie Umlaute gespeichert sind; gelesen wurde sie als {encoding}. "
        "Prüfen Sie Namen mit Umlauten und Akzenten."
    ),
    "days_of_1904": _("Die Datei zählt Tage ab 1904; die Daten wurden so gelesen."),
    "month_first": _("Spalte {letter}: Der Monat steht vor dem Tag; die Daten wurden so gelesen."),
}
