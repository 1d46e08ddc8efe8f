"""Findings that are made up, so that pages and commands can be tested without running anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.charts.fabricated import fabricated
from xinyong.evidence.extreme_case import Limit
from xinyong.evidence.extremes import EXTREMES
from xinyong.evidence.finding import Curve, Curves, Evidence, MeasureOverTime, Subject
from xinyong.evidence.published_check import Worlds
from xinyong.evidence.replicate import gathered as replications
from xinyong.evidence.replications import Found, Replication, Setup, target
from xinyong.evidence.validate import CHECKS
from xinyong.evidence.validate import gathered as validation
from xinyong.measures.published_figures import RECORD
from xinyong.scenario.months import format_month

PICTURE = Curves(
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
    target("share", "right alarms at <1 %>", 0.5, 0.011, "four standard errors", "published"),
    target("ends", "steps", 20_000.0, 0.0, "a whole number", "closed form", "over"),
)
WRONG = {"livelihood.subsidy": 0.4}


def found(setup: Setup) -> Found:
    """Half, or what the changes say; the steps are exceeded."""
    return Found({"share": setup.changes.get("livelihood.subsidy", 0.5), "ends": 20_001.0}, PICTURE)


def needs_data(setup: Setup) -> Found:
    """Nothing without a folder."""
    return found(setup) if setup.data else Found(missing="data not present: give the folder with --data")


def replication(name: str, run=found) -> Replication:
    """A made-up replication."""
    source, published, setup = "Nobody (1900), Nowhere", "One half.", "Nothing but `a.b`."
    return Replication(name, f"Title of {name}", source, published, setup, TARGETS, WRONG, run)


GOOD, SKIPPED = replication("good-law"), replication("needs-tables", needs_data)


def replicated() -> Evidence:
    """One that is reproduced, one that misses a target, and one that is skipped."""
    bad = replication("bad-law", lambda setup: Found({"share": 0.534, "ends": 20_001.0}, PICTURE))
    return replications([one.reproduce() for one in (GOOD, bad, SKIPPED)], Setup(seed=3))


@dataclass
class Ended:
    """A series of which one value at the end is known."""

    value: float

    def last(self, measure: str) -> float:
        return self.value


def extreme_cases() -> Evidence:
    """Two cases: one meets both of its limits, one misses one."""
    exact, over = (
        Limit("share_sanctioned", 0.0, "no <force>"),
        Limit("share_listed", 0.0, "still", relation="over"),
    )
    runs = fabricated("no-system", level=0.5, replicates=1), fabricated("documented", level=1.0, replicates=1)
    subjects = []
    for id, values in (("all-seen", (0.0, 0.02)), ("no-force", (0.25, 0.02))):
        judged = tuple(
            limit.judge(Ended(value), Ended(0.3), source="equations")
            for limit, value in zip((exact, over), values, strict=True)
        )
        picture = MeasureOverTime("share_listed", dict(zip(("usual", "extreme"), runs, strict=True)))
        case = EXTREMES[id]
        subjects.append(Subject(case.id, case.title, case.text, judged, picture=picture))
    return Evidence("Extreme cases", "Lead.", "Method.", tuple(subjects), "xinyong extremes")


ON_RECORD = {(figure.measure, format_month(figure.month)): figure.value for figure in RECORD}
STOCK = 8_542_322
MADE = {
    ("listings_cumulative", "2022-12"): 30e6,
    ("listings_cumulative", "2023-12"): 33.1e6,
    ("listings_cumulative", "2024-12"): 35.6e6,
    ("restored_cumulative", "2022-12"): 10e6,
    ("restored_cumulative", "2023-12"): 10e6 + 0.26 * STOCK,
    ("restored_cumulative", "2024-12"): 10e6 + 0.56 * STOCK,
    **{("debt_share_top_two_quintiles", f"{year}-12"): 0.8 for year in range(2008, 2018)},
    **{(f"debt_share_q{k}", "2017-12"): 0.05 * k for k in range(1, 6)},
    **{("delinquency_rate_by_balance", f"2020-{month:02d}"): 0.02 for month in range(1, 13)},
    ("survey_gap", "2018-12"): 0.14,
    ("survey_fear_direct", "2018-12"): 0.08,
    ("survey_fear_list", "2018-12"): 0.40,
    ("survey_support", "2018-12"): 7.5,
    ("survey_support_told_repression", "2018-12"): 6.6,
    ("survey_supporting", "2018-12"): 0.53,
    ("survey_supporting_told_balance", "2018-12"): 0.29,
}
"""Values that the record does not hold as a measure of one month."""


@dataclass
class Fabricated:
    """A series with the published values, changed as asked."""

    late_in_villages: float = 0.152
    altered: Callable[[float], float] = lambda value: value
    people_per_citizen: float = 1000.0
    adults: float = 1.11e9
    asked: list[str] = field(default_factory=list)

    def at(self, measure: str, month: str, group: str = "all") -> float:
        self.asked.append(measure)
        return self.altered(self._value(measure, month, group))

    def _value(self, measure: str, month: str, group: str) -> float:
        if measure == "delinquency_rate" and group == "area=rural":
            return self.late_in_villages
        if group != "all":
            return 0.9 if group in ("quintile=5", "age=60+", "area=urban") else 0.7
        if (measure, month) in MADE and (measure, month) != ("delinquency_rate_by_balance", "2020-05"):
            return MADE[measure, month]
        return ON_RECORD[measure, month]


def worlds(**shape) -> Worlds:
    """The worlds of the checks, made up."""
    return Worlds(Fabricated(**shape), Fabricated(**shape), Fabricated(late_in_villages=0.096, **shape))


def validated(altered=lambda value: value, *, population=98_304) -> Evidence:
    """A validation out of made-up worlds."""
    judged = [check.judge(worlds(altered=altered)) for check in CHECKS]
    return validation(judged, population=population, seed=1, people_per_citizen=1000.0)
