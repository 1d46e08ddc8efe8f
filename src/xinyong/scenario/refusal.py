"""How a value is refused inside a pydantic validator: with what was received, what is accepted, and a remedy.

pydantic collects refusals and says where each happened; `explain` makes one `BadScenario` of them.
"""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

KIND = "refused"
"""The pydantic error type of a refusal made here."""


def refuse(received: object, *, accepted: str, remedy: str, path: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error to raise in a validator; `path` goes on from the place that the validator looks at."""
    context: dict[str, Any] = {"received": received, "accepted": accepted, "remedy": remedy, "path": path}
    return PydanticCustomError(KIND, "accepted: {accepted}. {remedy}", context)
