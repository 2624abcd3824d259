"""What is written beside the code holds: links lead somewhere, versions agree, keys are there."""

import re
from pathlib import Path

import pytest
import yaml

import kreislotse

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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page):
    dead = []
    for target in targets(page):
        file, _, anchor = target.partition("#")
        leads_to = page.parent / file if file else page
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
