"""Messages name arguments of the Python API; here they become what people type on the command line."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator

from ..errors import BadInput

PLACES = {"worlds": "A B", "names": "NAME", "run": "RUN"}
"""Words of the command line for arguments that are no options there."""
OPTIONS = {"cases": "--case", "changes": "--set"} | {f"changes_{world}": f"--set-{world}" for world in "abc"}
"""Options with another name than the argument. Each value in a list, and each change, becomes one of them."""
_NAMES = (
    r"(?:population|from_|until|seed|cohort|replicates|keep_checkpoints|out|resume|fork|without|changes(?:_[abc])?)"
)
_TEXT = r"""'[^']*'|"[^"]*\""""
_VALUE = rf"(?:\[[^\]]*\]|\{{[^}}]*\}}|{_TEXT}|\d+|True)"
_PYTHON = re.compile(rf"""xy\.(?P<command>\w+)\((?P<given>(?:{_TEXT}|[^()'"])*)\)|\b(?P<option>{_NAMES}={_VALUE})""")


def message(error: Exception) -> str:
    """The message of an error in the words of the command line; what the user gave stays as it is."""
    if not isinstance(error, BadInput):
        return str(error)
    where = PLACES.get(error.where) or OPTIONS.get(error.where, error.where)
    accepted, remedy = as_typed(error.accepted), as_typed(error.remedy)
    return str(BadInput(where, received=error.received, accepted=accepted, remedy=remedy))


def as_typed(text: str) -> str:
    """A sentence with calls (``xy.facts(sources=True)``) and arguments (``seed=3``) as they are typed in a shell."""
    return _PYTHON.sub(_typed, text)


def _typed(found: re.Match[str]) -> str:
    command, given = found["command"], found["given"] or found["option"] or ""
    try:
        call = ast.parse(f"f({given})", mode="eval").body
    except SyntaxError:
        return found[0]
    assert isinstance(call, ast.Call)
    words = [ast.unparse(one).strip("'") for one in call.args]
    words += [word for one in call.keywords for word in _option(str(one.arg), one.value)]
    return " ".join([*(["xinyong", command] if command else []), *words])


def _option(name: str, value: ast.expr) -> Iterator[str]:
    option = OPTIONS.get(name, f"--{name.strip('_').replace('_', '-')}")
    if isinstance(value, ast.Dict):
        for path, new in zip(value.keys, value.values, strict=True):
            assert path is not None
            yield from (option, f"{_word(path)}={_word(new)}")
    elif isinstance(value, ast.List):
        for one in value.elts:
            yield from (option, _word(one))
    else:
        yield option
        if not (isinstance(value, ast.Constant) and value.value is True):
            yield shlex.quote(_word(value))


def _word(value: ast.expr) -> str:
    if not isinstance(value, ast.Constant):
        return ast.unparse(value)
    return str(value.value).lower() if isinstance(value.value, bool) else str(value.value)
