"""Outcomes that are made up, so that pages and commands can be tested without running a replication."""

from __future__ import annotations

from xinyong.evidence.replications import Curve, Found, Outcome, Picture, Replication, Setup, Target

PICTURE = Picture(
    "Alarms that are right",
    "people who act, share of all",
    "right alarms, share of all alarms",
    (
        Curve("law", [0.0, 0.5, 1.0], [0.0, 0.25, 1.0]),
        Curve("limit of the law, in words that are too long for the narrow side of a telephone", [0, 1], [1, 1]),
        Curve("here", [0.25, 0.75], [0.06, float("nan")], "points"),
    ),
)

TARGETS = (
    Target("share", "right alarms at <1 %>", 0.5, 0.011, "four standard errors", "published"),
    Target("ends", "steps", 20_000.0, 0.0, "a whole number", "derived", "over"),
)


def found(setup: Setup) -> Found:
    """Half, or what the changes say; the steps are exceeded."""
    return Found({"share": setup.changes.get("livelihood.subsidy", 0.5), "ends": 20_001.0}, PICTURE)


def needs_data(setup: Setup) -> Found:
    """Nothing without a folder."""
    return found(setup) if setup.data else Found(missing="data not present: give the folder with --data")


def replication(name: str, run=found) -> Replication:
    """A made-up replication."""
    source, published, setup = "Nobody (1900), Nowhere", "One half.", "Nothing but `a.b`."
    return Replication(name, f"Title of {name}", source, published, setup, TARGETS, run)


GOOD, SKIPPED = replication("good-law"), replication("needs-tables", needs_data)


def outcomes() -> tuple[Outcome, ...]:
    """One that is reproduced, one that misses a target, and one that is skipped."""
    bad = replication("bad-law", lambda setup: Found({"share": 0.534, "ends": 20_001.0}, PICTURE))
    return tuple(one.reproduce() for one in (GOOD, bad, SKIPPED))
