"""What is exported is what is listed, and the papers of the repository agree with the package."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import xinyong
from xinyong.results.citation import citation

ROOT = Path(__file__).parent.parent


def test_everything_listed_can_be_imported_and_nothing_else_is_shown():
    for name in xinyong.__all__:
        assert getattr(xinyong, name) is not None
    assert dir(xinyong) == sorted(xinyong.__all__)


def test_an_unknown_name_is_an_attribute_error_that_lists_the_public_ones():
    with pytest.raises(AttributeError, match="public are Choice, Column, Mechanism, Scenario"):
        _ = xinyong.simulate_everything


def test_importing_the_package_is_silent_and_light():
    code = "import sys, xinyong; print([m for m in ('jax', 'pandas', 'pyarrow', 'altair') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (found.stdout, found.stderr) == ("[]\n", "")


def test_the_version_is_the_projects():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert xinyong.__version__ == project["version"]


def test_citation_file_and_command_agree():
    written = (ROOT / "CITATION.cff").read_text()
    here = citation()
    for key, value in (("version", here.version), ("license", here.license)):
        assert f"\n{key}: {value}\n" in written
    assert f'title: "{here.title}"' in written
    assert f'name: "{here.authors}"' in written
    assert f"date-released: {here.year}-" in written


def test_the_changelog_tells_of_this_version_and_of_changes_to_results():
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert f"## [{xinyong.__version__}]" in changelog
    assert "### Changes to results" in changelog


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text()
    assert "Copyright (c) 2026 The Xinyong developers" in text
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in text
