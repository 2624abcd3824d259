"""Copies the style sheet and the fonts it uses from the installed KERN package to our static files.

Third-party files are fetched by set-up and never committed; the notice beside the copy names them.
"""

import json
import re
import shutil
import sys
from pathlib import Path

import fontpkg_fira_sans

STYLE_SHEETS = ("kern.min.css", "fonts/fira-sans.css")

NOTICE = """\
The files in this folder are copies made by tools/assets.py; they are not part of Kreislotse.

{name} {version}
Licence: {licence} (text: LICENSE-kern.md)
Style sheets: {sheets}

Fira Sans, as packaged there
Copyright (c) 2012-2015, The Mozilla Foundation and Telefonica S.A.
Licence: SIL Open Font License 1.1 (text: LICENSE-fira-sans.txt)
Files: {fonts}
"""


def fonts_of(sheet):
    """The font files a style sheet loads, relative to it."""
    return re.findall(r"""url\(["']?\./([^"')]+\.woff2)["']?\)""", sheet.read_text())


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def vendor(package, target):
    manifest = json.loads((package / "package.json").read_text())
    shutil.rmtree(target, ignore_errors=True)
    fonts = []
    for name in STYLE_SHEETS:
        sheet = package / "dist" / name
        copy(sheet, target / name)
        for font in fonts_of(sheet):
            copy(sheet.parent / font, (target / name).parent / font)
            fonts.append(Path(font).name)
    copy(package / "LICENSE.md", target / "LICENSE-kern.md")
    copy(fontpkg_fira_sans.ROOT / "LICENSE", target / "LICENSE-fira-sans.txt")
    (target / "NOTICE").write_text(
        NOTICE.format(
            name=manifest["name"],
            version=manifest["version"],
            licence=manifest["license"],
            sheets=", ".join(STYLE_SHEETS),
            fonts=", ".join(fonts),
        )
    )


if __name__ == "__main__":
    vendor(Path(sys.argv[1]), Path(sys.argv[2]))
