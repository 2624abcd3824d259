"""What is written beside the code holds: links lead somewhere, versions agree, keys are there."""

import re
from pathlib import Path

import pytest
import yaml

import kreislotse
from kreislotse.sample.facts_schema import Facts, ListOf, Section, keys_of

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "src/**/*.md", "tests/**/*.md")
    for page in ROOT.glob(pattern)
    if "vendor" not in page.parts
)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)


def targets(page):
    """The relative links of a page; examples in code are none."""
    found = [link["target"] for link in _LINK.finditer(_CODE.sub("", page.read_text("utf-8")))]
    return [target for target in found if not target.startswith(("https://", "mailto:"))]


def anchors(page):
    """The names under which the headings of a page can be linked."""
    texts = [heading["text"] for heading in _HEADING.finditer(page.read_text("utf-8"))]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}


@pytest.mark.parametrize("document", PAGES, ids=lambda each: str(each.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(document):
    dead = []
    for target in targets(document):
        file, _, anchor = target.partition("#")
        leads_to = document.parent / file if file else document
        if not leads_to.exists() or (anchor and anchor not in anchors(leads_to)):
            dead.append(target)
    assert dead == []


def test_every_page_of_the_documentation_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        linked = [(page.parent / target.partition("#")[0]).resolve() for target in targets(page)]
        waiting += [each for each in linked if each.suffix == ".md" and each.is_file()]
    documentation = set(ROOT.glob("*.md")) | set(ROOT.glob("docs/**/*.md"))
    assert [str(page.relative_to(ROOT)) for page in sorted(documentation - reached)] == []


@pytest.fixture
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))


def test_the_entry_for_catalogues_has_the_keys_that_the_standard_asks_for(publiccode):
    """publiccode.yml 0.7.0."""
    assert publiccode["publiccodeYmlVersion"] == "0.7.0"
    needed = {"name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert needed - set(publiccode) == set()
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert publiccode["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all(contact["name"] for contact in publiccode["maintenance"]["contacts"])
    assert isinstance(publiccode["localisation"]["localisationReady"], bool)
    assert publiccode["localisation"]["availableLanguages"] == ["de", "en"]


def test_each_language_describes_the_software_within_the_limits(publiccode):
    assert set(publiccode["description"]) == {"de", "en"}
    for text in publiccode["description"].values():
        assert 0 < len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_version_is_the_same_everywhere(publiccode):
    versions = re.findall(
        r"^## ([0-9.]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert versions[0] == kreislotse.__version__ == publiccode["softwareVersion"]


def paths(form, prefix=""):
    """All keys of the facts file as the how-to names them: `resolution.clauses[].task`."""
    for key in keys_of(form).values():
        kind, path = key.kind, f"{prefix}{key.name}"
        if isinstance(kind, ListOf) and isinstance(kind.item, Section):
            kind, path = kind.item, f"{path}[]"
        if isinstance(kind, Section):
            yield from paths(kind.form, f"{path}.")
        else:
            yield path, key.optional


def test_the_how_to_names_every_key_of_the_facts_file_and_which_may_be_left_out():
    page = (ROOT / "docs/how-to/another-district.md").read_text("utf-8")
    rows = re.findall(r"^\| `([a-z_.\[\]]+)` \| (.+) \|$", page, re.MULTILINE)
    assert [(key, "may be left out" in text) for key, text in rows] == list(paths(Facts))
