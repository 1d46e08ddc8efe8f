"""What installed packages add to this one: objects that their entry points in the group ``xinyong`` name."""

from __future__ import annotations

import functools
from importlib.metadata import entry_points
from typing import NamedTuple, TypeVar

from .errors import BadRequest

GROUP = "xinyong"
KINDS = ("Measure", "Mechanism")
"""Classes of what a package can offer."""
T = TypeVar("T")


class Offered(NamedTuple):
    """An object that a package offers, with the package's name and version."""

    origin: str
    offered: object


def installed(kind: type[T]) -> list[tuple[str, T]]:
    """The objects of one kind that installed packages offer, with name and version of the package."""
    return [(origin, offered) for origin, offered in _all() if isinstance(offered, kind)]


@functools.cache
def _all() -> tuple[Offered, ...]:
    """Everything that is offered. An entry point names one object, or a list or tuple of objects.

    Raises
    ------
    BadRequest
        If an entry point cannot be loaded, or is something else than a measure or a mechanism.
    """
    found: list[Offered] = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        origin = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
        try:
            offered = point.load()
        except Exception as error:
            raise BadRequest(
                f"installed package {origin}",
                received=f"{type(error).__name__}: {error}",
                accepted=f"an entry point {point.name!r} that can be imported",
                remedy="Repair or uninstall the package.",
            ) from error
        for one in offered if isinstance(offered, list | tuple) else (offered,):
            if (what := type(one).__name__) not in KINDS:
                raise BadRequest(
                    f"installed package {origin}",
                    received=f"{what} as the entry point {point.name!r}",
                    accepted="measures (xinyong.measure) and mechanisms (xinyong.Mechanism)",
                    remedy="Tell its author; until then, uninstall it.",
                )
            found.append(Offered(origin, one))
    return tuple(found)
