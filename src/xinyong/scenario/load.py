"""Reading scenarios: presets of the package and TOML files, with what they extend."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import BadScenario, nearest
from .error_messages import short
from .parameter_value import TomlTable
from .rules import LONGEST_NAME
from .scenario import Scenario
from .toml import BOTH_FORMS, ONE_FORM, ONE_FORM_REMEDY

_ACCEPTED = "a preset's name or a TOML file"


@dataclass(frozen=True)
class Origin:
    """The origin of a scenario: a preset of the package, or a file."""

    preset: str | None
    path: Path

    @property
    def shown(self) -> str:
        """Name for messages."""
        return f"preset {self.preset}" if self.preset else str(self.path)


def presets() -> tuple[str, ...]:
    """The names of the presets, in alphabetical order."""
    return tuple(sorted(path.stem for path in _preset_folder().glob("*.toml")))


def load(name_or_path: str | Path, kind: type[Scenario] = Scenario) -> Scenario:
    """The scenario of a preset's name or of a TOML file.

    Parameters
    ----------
    name_or_path
        ``"documented"`` or the path of a file. A file may change another scenario, which it names in ``extends``.
    kind
        The class of the scenario: `Scenario`, or that of a model with more mechanisms.

    Raises
    ------
    BadScenario
        If there is no such preset or file, if the file cannot be read (not UTF-8, not TOML, extends itself),
        or if its content is not valid.
    """
    if not isinstance(name_or_path, str | Path):
        remedy = "Give a name, or the path of a file; a Scenario needs no loading."
        raise BadScenario("scenario", received=name_or_path, accepted=_ACCEPTED, remedy=remedy)
    return _load(_find(name_or_path, Path(), "scenario"), (), kind)


def assignment(text: str) -> tuple[str, Any]:
    """The key path and the value of a change written as ``watching.cameras_coverage=0.3``.

    The value is read as TOML; anything else is taken as text, so that names need no quotes.

    Raises
    ------
    BadScenario
        If there is no ``=`` or no path before it.
    """
    path, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not path or not value:
        remedy = "For example: --set watching.cameras_coverage=0.3, without spaces."
        raise BadScenario("--set", received=text, accepted="path=value", remedy=remedy)
    try:
        return path, tomllib.loads(f"value = {value}")["value"]
    except (ValueError, RecursionError):
        return path, value


def _load(origin: Origin, seen: tuple[Origin, ...], kind: type[Scenario]) -> Scenario:
    if origin in seen:
        chain = " -> ".join(o.shown for o in (*seen, origin))
        remedy = "Remove one of these extends."
        where = f"{seen[-1].shown}: extends"
        raise BadScenario(where, received=chain, accepted="a chain of extends without a loop", remedy=remedy)
    table = _read(origin)
    table.setdefault("name", _name(origin))
    parent = table.pop("extends", None)
    where = origin.shown
    if parent is None:
        table.setdefault("title", table["name"])
        return kind.from_table(table, where=where)
    if not isinstance(parent, str):
        raise BadScenario(f"{where}: extends", received=parent, accepted=_ACCEPTED, remedy="Write it in quotes.")
    base = _load(_find(parent, origin.path.parent, f"{where}: extends"), (*seen, origin), kind)
    table.setdefault("title", f"{base.title}, changed")
    table.setdefault("description", f"{base.title} with the changes of {origin.path.name}.")
    return base.with_changes(table, where=where)


def _find(name: str | Path, folder: Path, where: str) -> Origin:
    """The preset of this name, or the file of this path (relative to `folder`)."""
    known = presets()
    if isinstance(name, str) and name in known:
        return Origin(name, _preset_folder() / f"{name}.toml")
    if isinstance(name, str) and not name.strip():
        raise BadScenario(where, received=name, accepted=_ACCEPTED, remedy=f"Name one: {', '.join(known)}.")
    path = folder / name
    if _is(path, Path.is_file, where):
        return Origin(None, path.resolve())
    if _is(path, Path.is_dir, where):
        raise BadScenario(where, received=f"the folder {name}", accepted=_ACCEPTED, remedy="Name a file in it.")
    if isinstance(name, Path) or path.suffix == ".toml" or len(Path(name).parts) > 1:
        remedy = "There is no such file: check the path."
    else:
        remedy = nearest(name, known)
    raise BadScenario(where, received=short(str(name)), accepted=_ACCEPTED, remedy=remedy)


def _is(path: Path, kind: Callable[[Path], bool], where: str) -> bool:
    try:
        return kind(path)
    except OSError as error:  # a name too long for the file system, or a folder without access
        received = f"{short(str(path))} ({error.strerror})"
        raise BadScenario(where, received=received, accepted=_ACCEPTED, remedy="Check the path.") from None


def _read(origin: Origin) -> TomlTable:
    """The table of a file; a byte-order mark, as some editors write it, is allowed."""
    try:
        text = origin.path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        received = f"byte 0x{error.object[error.start]:02x} at position {error.start}"
        remedy = "Save the file in UTF-8."
        raise BadScenario(origin.shown, received=received, accepted="UTF-8 text", remedy=remedy) from None
    except (ValueError, RecursionError) as error:  # syntax errors, numbers of thousands of digits, excessive nesting
        received = f"text that is not TOML: {error}"
        remedy = "Correct that line; put text and months in quotes."
        forms = re.findall(r"^\s*(\[*)\s*rules\s*[.\]]", text, re.MULTILINE)
        if "overwrite" in str(error) and forms and forms[0] != "[[" and "[[" in forms:
            raise BadScenario(
                f"{origin.shown}: rules", received=BOTH_FORMS, accepted=ONE_FORM, remedy=ONE_FORM_REMEDY
            ) from None
        raise BadScenario(origin.shown, received=received, accepted="TOML", remedy=remedy) from None
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "Check the path and the permissions."
        raise BadScenario(origin.shown, received=reason, accepted="a readable file", remedy=remedy) from None


def _name(origin: Origin) -> str:
    """A name for a file that sets none: small letters, digits and hyphens of the file's name.

    If letters are lost, as of names in Chinese, a short hash of the file's name keeps such names apart.
    """
    stem = unicodedata.normalize("NFC", origin.path.stem)  # some file systems write accents as letters of their own
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    if stem.isascii() and 0 < len(name) <= LONGEST_NAME:
        return name
    code = hashlib.sha256(stem.encode(errors="surrogateescape")).hexdigest()[:8]
    return f"{name[: LONGEST_NAME - len(code) - 1].strip('-') or 'scenario'}-{code}"


def _preset_folder() -> Path:
    return Path(str(resources.files("xinyong.scenario"))) / "presets"
