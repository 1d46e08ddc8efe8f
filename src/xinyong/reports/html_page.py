"""A page as a file: a template filled in, its style inside, written whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..charts.colours import LOOKS
from ..errors import BadFolder
from .parameter_tables import shown


def filled(template: str, **values: Any) -> str:
    """A page of the package's templates as HTML: no script, no address of any host.

    Parameters
    ----------
    template
        Name of its file.
    **values
        What the template names, besides the style and its hash.
    """
    environment = Environment(
        loader=PackageLoader("xinyong.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"coded": _coded, "sentence": lambda words: words[:1].upper() + words[1:], "shown": shown}
    style = Markup(environment.get_template("style.css").render(looks=LOOKS))
    page: str = environment.get_template(template).render(style=style, style_hash=_hash(style), **values)
    return page


def _coded(text: str) -> Markup:
    """A text in which what stands between backticks is code, as in the documentation."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def written(page: str, path: str | Path) -> Path:
    """Write a page to a file, replacing what is there.

    Raises
    ------
    BadFolder
        If the file cannot be written; an older page is then left as it was.
    """
    check_place(path)
    target = Path(path)
    draft = target.with_name(target.name + ".partial")
    try:
        draft.write_text(page, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        raise _unwritable(target, error.strerror or str(error)) from None
    return target


def check_place(path: str | Path) -> None:
    """Refuse a place without a folder, before anything is drawn for it.

    Raises
    ------
    BadFolder
        If its folder does not exist.
    """
    if not Path(path).parent.is_dir():
        raise _unwritable(Path(path), "a folder that does not exist")


def _unwritable(target: Path, received: str) -> BadFolder:
    return BadFolder(
        str(target),
        received=received,
        accepted="a file in a folder that can be written to",
        remedy="Choose another place, or change its permissions.",
    )


def _hash(style: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
