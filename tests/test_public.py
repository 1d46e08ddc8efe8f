"""What is exported is what is listed, and the papers of the repository agree with the package."""

import importlib
import inspect
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

import xinyong
from xinyong.cli import app
from xinyong.results.manifest import cite

ROOT = Path(__file__).parent.parent


def test_everything_listed_can_be_imported_and_nothing_else_is_shown():
    for name in xinyong.__all__:
        assert getattr(xinyong, name) is not None
    assert dir(xinyong) == sorted(xinyong.__all__)


WITHOUT_ARGUMENT = {"as_json", "bibtex", "schema", "listed"}
"""Options that only choose what is printed: the function returns an object that has it all."""

OTHER_NAMES = {
    "settings": "changes",
    "settings_a": "changes_a",
    "settings_b": "changes_b",
    "settings_c": "changes_c",
    "case": "cases",
    "quiet": "progress",
}
"""Options whose arguments have other names: ``set`` is a word of Python's own, and ``case`` takes one at a time."""

PAGES = {"replicate", "validate", "extremes"}
"""Commands whose ``--out`` writes a page, which is no part of the result."""


def commands():
    """The commands by name, without hidden ones, which are old names."""
    return {name: one for name, one in typer.main.get_command(app).commands.items() if not one.hidden}


def test_every_command_is_a_function_with_the_same_options():
    for name, command in commands().items():
        arguments = inspect.signature(getattr(xinyong, name)).parameters
        options = {parameter.name for parameter in command.params} - WITHOUT_ARGUMENT - {"help"}
        options -= {"out"} if name in PAGES else set()
        missing = {OTHER_NAMES.get(option, option) for option in options} - set(arguments)
        assert not missing, f"xinyong.{name} lacks {missing}"
        if "progress" in arguments:
            assert arguments["progress"].annotation == "bool | Progress | None", name
        for option in options & set(arguments):
            default = next(one.default for one in command.params if one.name == option)
            usual = arguments[option].default
            assert default == usual or not (default or usual) or usual is inspect.Parameter.empty, (name, option)


ANNOTATED = {
    "Table": "xinyong.display",
    "Evidence": "xinyong.evidence.finding",
    "Verification": "xinyong.runs.verification",
    "ComparisonVerification": "xinyong.runs.verification",
    "Run": "xinyong.results.run_result",
    "Comparison": "xinyong.runs.comparison",
}
"""Where the classes of results are defined."""
WITHOUT_TABLE = {"Scenario": "TOML", "Path": "the report", "Citation": "a reference"}
"""What functions return that is no table, and what it is instead."""


def test_what_a_function_returns_has_a_frame_a_plot_and_a_form_for_notebooks():
    for name in commands():
        for kind in inspect.signature(getattr(xinyong, name)).return_annotation.split(" | "):
            if kind not in WITHOUT_TABLE:
                result = getattr(importlib.import_module(ANNOTATED[kind]), kind)
                assert all(callable(getattr(result, form)) for form in ("frame", "plot", "_repr_html_")), kind


def test_no_subpackage_has_a_public_name_because_its_import_would_replace_the_object():
    assert not {module.name for module in pkgutil.iter_modules(xinyong.__path__)} & set(xinyong.__all__)


def test_every_module_can_be_imported_under_another_name():
    code = (
        "import xinyong as xy; xy.Column; import xinyong.society.ties as ties; print(ties.LAYERS, xy.Column.__name__)"
    )
    found = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (found.stdout, found.stderr) == ("8 Column\n", "")


def test_an_unknown_name_is_an_attribute_error_that_lists_the_public_ones():
    with pytest.raises(AttributeError, match="public are Choice, Column, Comparison, Mechanism, Run, Scenario"):
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
    here = cite()
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
