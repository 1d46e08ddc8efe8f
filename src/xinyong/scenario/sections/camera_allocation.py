"""Cameras that are moved to where incidents were recorded."""

from __future__ import annotations

from ..parameter import Choice, Section, Setting, Switch, choice, parameter, switch


def _prior(default: float, where: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="incidents for 1,000 people",
        low=0,
        high=1_000_000,
        source="assumption",
        meaning=f"incidents recorded in {where} before the run, which count beside those of the run",
    )
    return found


class CameraAllocation(Section):
    """Cameras that are moved to where incidents were recorded (Ensign et al. 2018)."""

    on: Switch = switch(False, meaning="whether cameras are moved to where incidents were recorded")

    among: Choice = choice(
        "province",
        "province",
        "area",
        meaning="where cameras are shared out: among towns and villages of each province, or of the nation",
    )
    every_months: Setting = parameter(
        12, unit="months", low=1, high=120, source="assumption", meaning="months between two moves, from December on"
    )
    feedback: Setting = parameter(
        1.0,
        unit="power",
        low=0,
        high=4,
        source="assumption",
        meaning="power of incidents a camera by which cameras go: 0 leaves them where they are, 1 follows incidents",
    )
    floor: Setting = parameter(
        0.2, unit="share", low=0, high=1, source="assumption", meaning="cameras that stay where they were at first"
    )
    fades: Setting = parameter(
        0.0, unit="per month", low=0, high=1, source="assumption", meaning="share of old incidents that is forgotten"
    )
    prior_towns: Setting = _prior(1.0, "towns")
    prior_villages: Setting = _prior(1.0, "villages")
    surprise: Switch = switch(
        False,
        meaning="whether an incident counts with the chance that no camera would have been there (1 less own share)",
    )
