"""What the tools write into docs/ is what the source says today."""

import pytest


@pytest.mark.parametrize("name", ["lifecycles", "privacy_list", "role_concept"])
def test_the_written_page_is_current(tool, name):
    written = tool(name)
    assert written.FILE.read_text(encoding="utf-8") == written.document(), (
        f"Run: .venv/bin/python tools/{name}.py"
    )


def test_every_right_has_its_words(tool):
    policy = tool("role_concept")
    assert set(policy.IN_WORDS) == set(policy.Permission)
