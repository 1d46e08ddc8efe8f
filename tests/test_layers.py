"""A folder imports only from folders above it in the README's list, as CONTRIBUTING says."""

import ast
import re
from pathlib import Path

import pytest

import xinyong

PACKAGE = Path(xinyong.__file__).parent
LIST = (PACKAGE.parents[1] / "README.md").read_text("utf-8").partition("| folder |")[2]
ROWS = re.findall(r"^\| (`.+?) \|", LIST, re.MULTILINE)
PLACE = {name: k for k, row in enumerate(ROWS) for name in re.findall(r"`(\w+)(?:\.py)?`", row)}
"""Folders and files in the order of the list; those of one row may import each other."""


def imported(path):
    """Folders of the package that a file imports when it is loaded itself."""
    here = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            place = [*here[: len(here) - node.level + 1], *(node.module or "").split(".")]
            yield from [part for part in place[:1] if part] or [alias.name for alias in node.names]


def test_the_list_names_every_folder():
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= set(PLACE)


@pytest.mark.parametrize("folder", PLACE)
def test_a_folder_imports_only_from_folders_above_it(folder):
    files = [*(PACKAGE / folder).rglob("*.py"), *PACKAGE.glob(f"{folder}.py")]
    assert files
    below = {(path.name, other) for path in files for other in imported(path) if PLACE.get(other, 0) > PLACE[folder]}
    assert not below
