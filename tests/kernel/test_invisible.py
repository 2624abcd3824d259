"""Signs that nobody sees do not stay in what people type."""

import pytest

from kreislotse.kernel.invisible import without_invisible

DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
HIDING = [0x200B, 0x2060, 0xFEFF, 0x00AD, 0x180E, 0xFFF9, 0xE0041, 0x0007, 0x001B, 0x0085]


@pytest.mark.parametrize("sign", [*DIRECTIONS, *HIDING])
def test_marks_of_direction_and_hidden_signs_are_taken_out(sign):
    assert without_invisible(f"Kurs{chr(sign)}gruppe {chr(sign)}ab A1") == "Kursgruppe ab A1"


@pytest.mark.parametrize(
    "text",
    [
        "Bäckerei, 2. Lehrjahr – „Ausbildung“ (§ 5)\r\n\tZeile 2",
        "Nguyễn Thị Hạnh",
        "محمد عبد الله",
        "می\u200cخواهم",
        "क्\u200dष",
        "\u0601123",
        "\U0001f468\u200d\U0001f469",
        "",
        "Kochen\0",
    ],
)
def test_what_is_seen_or_needed_to_spell_a_language_stays(text):
    assert without_invisible(text) == text


def test_joiners_between_latin_letters_hide_something_and_go():
    assert without_invisible("Zweck\u200cverband\u200d") == "Zweckverband"
    assert without_invisible("\u200cZweck") == "Zweck"


def test_signs_that_part_lines_become_blanks():
    assert without_invisible("eins\u2028zwei\u2029drei") == "eins zwei drei"
