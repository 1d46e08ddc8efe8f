"""Cameras that are moved to where incidents were recorded."""

from __future__ import annotations

from ..parameter import Choice, Section, Setting, Switch, chance, choice, months, parameter, share, switch


class CameraAllocation(Section):
    """Cameras that are moved to where incidents were recorded (Ensign et al. 2018)."""

    on: Switch = switch(False, meaning="whether cameras are moved to where incidents were recorded")

    among: Choice = choice(
        "province",
        "province",
        "area",
        meaning="where cameras are shared out: among towns and villages of each province, or of the nation",
    )
    every_months: Setting = months(12, "months between two moves, from December on", low=1, high=120)
    feedback: Setting = parameter(
        1.0,
        "power of incidents a camera by which cameras go: 0 leaves them where they are, 1 follows incidents",
        unit="power",
        low=0,
        high=4,
    )
    floor: Setting = share(0.2, "cameras that stay where they were at first")
    fades: Setting = chance(0.0, "share of old incidents that is forgotten")
    prior_towns: Setting = parameter(
        1.0,
        "incidents recorded in towns before the run, which count beside those of the run",
        unit="incidents for 1,000 people",
        low=0,
        high=1_000_000,
    )
    prior_villages: Setting = parameter(
        1.0,
        "incidents recorded in villages before the run, which count beside those of the run",
        unit="incidents for 1,000 people",
        low=0,
        high=1_000_000,
    )
    surprise: Switch = switch(
        False,
        meaning="whether an incident counts with the chance that no camera would have been there (1 less own share)",
    )
