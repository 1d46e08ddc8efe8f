"""`xy.extremes`: the extreme cases, what must follow in each, and the function that runs and judges them.

Each case takes one thing to its limit, where the correct answer is known before the run. A new case or limit is added
to `EXTREMES` and nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..errors import check_whole
from ..runs.progress import Stages
from ..runs.run import run
from ..scenario.scenario import Scenario
from ..scenario.sections.society import Society
from ..vocabulary import AREAS, CHANNELS, FILE_CHANNELS, acts_with
from .extreme_case import (
    Extreme,
    Limit,
    all_but_the_last,
    between_by_chance,
    gini_by_chance,
    gini_of_luck,
    listed_this_month,
    offline_life,
    ratio_by_chance,
)
from .finding import Evidence, chosen

if TYPE_CHECKING:
    from ..engine.progress import Progress
    from ..results.run_result import Run

_NOTHING_WRONG: Final = {
    "watching.mistaken": 0.0,
    **{f"watching.{act}_false_alarm": 0.0 for act in (*acts_with("false"), *FILE_CHANNELS)},
    "scoring.court_list.mistake": 0.0,
    "scoring.dishonest_firms.mistake": 0.0,
}
_ALL_INTEGRATED: Final = {channel.integration for channel in CHANNELS.values()} - {"integration_firms"}
"""Firms' share follows from the state's."""
_COVERED: Final = tuple(channel for channel in CHANNELS if channel != "payments")
"""Channels with a coverage parameter of their own; the coverage of payments is the cashless share."""
_ALL_SEEN: Final = {
    **{f"watching.{channel}_coverage": 1.0 for channel in _COVERED},
    **{f"watching.{channel}_sensitivity": 1.0 for channel in CHANNELS},
    **{f"watching.{channel}_delay": 0.0 for channel in CHANNELS},
    **{
        f"watching.{name}": 1.0
        for name in (*_ALL_INTEGRATED, "cameras_rural", "neighbours_rural", "hospitals_rural", "cashless")
    },
}
_NOTHING_SEEN: Final = {
    **{f"watching.{channel}_coverage": 0.0 for channel in _COVERED},
    **{f"watching.{name}": 0.0 for name in (*_ALL_INTEGRATED, "cashless")},
}
_NOBODY_LISTED: Final = {
    f"scoring.{name}": 0.0 for name in ("court_list.listing", "dishonest_firms.listing", "dishonest_firms.for_breach")
}  # fmt: skip
_ALL_EARN_ALIKE: Final = {
    **{f"society.income_slope_{area}_{part}": 0.0 for area in AREAS for part in (1, 2, 3, 4)},
    "society.urban_rural_ratio": 1.0,
    "society.income_richest_share": 0.005,
    "society.income_tail_share": 0.005,
    "livelihood.subsidy": 0.0,
    "livelihood.layoff_multiplier": 0.0,
}
_TRAITS_ALIKE: Final = {
    f"society.{name}": 0.0
    for name in Society.declared()
    if name.startswith(("prudence_", "conscientiousness_")) and not name.endswith("_centre")
}


def _no_force(scenario: Scenario) -> Mapping[str, Any]:
    """No place carries out any rule."""
    return {f"rules.{rule.id}.automation": 0.0 for rule in scenario.rules}


_CASES: Final = (
    Extreme(
        "all-seen",
        "Perfect surveillance",
        "documented",
        {**_ALL_SEEN, **_NOTHING_WRONG},
        "Every channel covers everybody, notices everything and reports at once; there are no false alarms, mixed-up "
        "files or mistakes of courts. So all acts are on record, nothing else is, and no sanction is wrongful.",
        (
            Limit("share_of_acts_recorded", 1.0, "coverage × sensitivity × integration = 1 in every channel"),
            Limit("sensitivity_cameras", 1.0, "coverage × sensitivity × integration = 1"),
            Limit("ppv_cameras", 1.0, "right records over right and wrong ones; there are no wrong ones"),
            Limit("wrong_record_share", 0.0, "no false alarms, no mixed-up files"),
            Limit("mean_points_through_wrong_records", 0.0, "no wrong record can change a score"),
            Limit("wrongful_sanctions", 0.0, "no sanction rests on a wrong record"),
            Limit(
                "share_of_life_recorded", offline_life,
                "1 minus the weight of payments, platforms and posts times the share of life that is offline",
                tolerance=1e-4,
            ),
        ),
        "share_of_acts_recorded",
    ),
    Extreme(
        "nothing-seen",
        "No surveillance",
        "documented",
        {
            **_NOTHING_SEEN, **_NOTHING_WRONG, **_NOBODY_LISTED, "scoring.points.arrears_points": 0.0,
            "scoring.points.listing_points": 0.0,
        },
        "No channel covers anybody, arrears and judgments cost no points, and nobody is listed. So no record changes "
        "the city’s score ledger, which is the headline score here: everybody keeps the starting score.",
        (
            Limit("share_of_acts_recorded", 0.0, "coverage is 0 in every channel"),
            Limit("share_of_life_recorded", 0.0, "coverage is 0 in every channel"),
            Limit("records_bills", 0.0, "nothing reaches the centre, right or wrong"),
            Limit("wrong_records_per_1000", 0.0, "nothing reaches the centre"),
            Limit(
                "mean_score", lambda seen: seen.number("scoring.points.start"),
                "the ledger starts at scoring.points.start and changes only through records",
            ),
            Limit("gini_score", 0.0, "everybody who has a ledger has the same score"),
            Limit("share_sanctioned", 0.0, "no listing and no deduction, so nothing triggers a sanction"),
        ),
        "share_of_acts_recorded",
        frame={"scoring.headline": "points"},
    ),
    Extreme(
        "all-equal",
        "Everyone equal",
        "no-system",
        {**_ALL_EARN_ALIKE, **_TRAITS_ALIKE},
        "Everybody has the same permanent income, in town and countryside, the same prudence and conscientiousness, "
        "and keeps their job. So incomes differ only by monthly chance, and groups only by sampling error.",
        (
            Limit(
                "gini_income", gini_of_luck,
                "erf(s / 2) with s² = log(1 + (exp(σ²) − 1) (1 − q)/(1 + q) (1 − q^2T)): a moving mean of T monthly "
                "lognormal shocks, where each month counts q = 11/12 / (1 + growth)^1/12 of the next",
                tolerance=gini_by_chance,
            ),
            Limit(
                "urban_rural_income_ratio", 1.0, "the same mean in both, within four standard errors",
                tolerance=ratio_by_chance("area=urban", "area=rural"),
            ),
            *(
                Limit(
                    f"theil_income_between_{axis}", 0.0,
                    f"s² χ²/2n with {groups - 1} degree{'s' if groups > 2 else ''} of freedom, within four standard "
                    "errors",
                    tolerance=between_by_chance(groups),
                )
                for axis, groups in (("area", 2), ("sex", 2), ("age", 4), ("party", 2), ("occupation", 8))
            ),
        ),
        "gini_income",
    ),
    Extreme(
        "no-friends",
        "No friends",
        "essay",
        {"society.tie_log_odds": -30.0, "adapting.meeting": 0.0, "watching.friends_false_alarm": 0.0},
        "Nobody has a tie, no tie forms, and none is recorded by mistake. So no sanction can rest on the conduct of "
        "friends, and measures of ties are zero or undefined.",
        (
            Limit("mean_degree", 0.0, "the odds of a tie are exp(−30), and none forms"),
            Limit("share_isolated", 1.0, "nobody has a tie"),
            Limit("collateral_sanctions", 0.0, "the friends’ component of every score is 0"),
            Limit("ties_cut_per_person_cumulative", 0.0, "there is no tie to cut"),
            Limit("tie_score_assortativity", math.nan, "a correlation over no ties"),
            Limit("low_scorers_degree_ratio", math.nan, "0 over 0"),
        ),
        "collateral_sanctions",
    ),
    Extreme(
        "no-force",
        "No enforcement",
        "documented",
        _no_force,
        "No place carries out any rule (automation 0), while courts go on listing. So people are on the list, and the "
        "listing has no consequence.",
        (
            Limit("share_listed", 0.0, "courts list as before", relation="over"),
            Limit("share_sanctioned", 0.0, "no place carries out a sanction"),
            Limit("carrots_per_person", 0.0, "no place carries out a reward"),
            Limit("flights_blocked_cumulative", 0.0, "rules have no effect"),
            Limit("rail_blocked_cumulative", 0.0, "rules have no effect"),
            Limit("income_lost_yuan_cumulative", 0.0, "rules have no effect"),
            Limit("detriment_per_person", 0.0, "no sanction is in force"),
        ),
        "share_sanctioned",
    ),
    Extreme(
        "all-repaired",
        "Unlimited repair",
        "documented",
        {
            "scoring.court_list.term_months": 1.0, "scoring.court_list.repair": 1.0,
            "scoring.court_list.repair_months": 0.0, "scoring.court_list.removal": 1.0,
        },
        "Everybody who is listed is removed a month later, whether or not the debt is paid. So the list holds the "
        "entries of one month, and all others are restored.",
        (
            Limit("share_listed", listed_this_month, "stock = inflow × 1 month"),
            Limit("restored_share", all_but_the_last, "1 minus the last month’s entries over all entries"),
            Limit(
                "restored_share", 1.0, "tends to 1 as entries add up: about 1 − 1/T", tolerance=0.1,
                question="Restored, of all listed so far, in the long run",
            ),
        ),
        "share_listed",
    ),
)  # fmt: skip
EXTREMES: Final = {case.id: case for case in _CASES}
"""The cases by id, in the order in which they are shown."""

POPULATION: Final = 32_768
LEAST, MOST = 2_000, 2_000_000_000
"""With fewer people, nobody may have a score, and a limit about scores would be undefined."""
WINDOW: Final = {"from": "2016-01", "until": "2018-12"}
"""Three years in which the rules of every preset are in force; their last month is a December."""
_METHOD: Final = (
    "Each case and its usual world are {population:,} synthetic adults, the same people with the same random numbers, "
    "{from} to {until}, seed {seed}. Values are those of the last month. An exact limit allows for rounding only."
)


def extremes(
    cases: str | Sequence[str | Extreme] = (),
    *,
    population: int = POPULATION,
    seed: int | None = None,
    window: Mapping[str, str] = WINDOW,
    progress: bool | Progress | None = None,
) -> Evidence:
    """Run extreme cases beside their usual worlds and compare them with their limits.

    Parameters
    ----------
    cases
        One id or several, or cases of your own; all cases if none is given.
    population
        Simulated citizens.
    seed
        Random seed; the preset's if None.
    window
        First and last month; measures that are counted in December need one as the last.
    progress
        As for `run`.

    Raises
    ------
    BadRequest
        For an unknown id or a population smaller than `LEAST`.
    """
    asked = chosen(cases, EXTREMES, where="cases", accepted="the id of an extreme case")
    check_whole("population", population, least=LEAST, most=MOST, unit="citizens")
    usual = {world.hash: world for world in (case.usual(window) for case in asked)}
    months = len(next(iter(usual.values())).window.months)
    with Stages(progress, stages=len(asked) + len(usual), months=months) as stages:

        def simulated(scenario: Scenario) -> Run:
            return run(scenario, population=population, seed=seed, cohort=0, progress=stages)

        runs = {hash_: simulated(world) for hash_, world in usual.items()}
        subjects = [case.judge(simulated(case.extreme(window)), runs[case.usual(window).hash]) for case in asked]
    settings = {"population": population, "seed": next(iter(runs.values())).manifest["seed"], **window}
    only = [word for case in asked for word in ("--case", case.id)] if len(asked) < len(EXTREMES) else []
    return Evidence(
        "Extreme cases",
        "One thing at a time is taken to its limit, where the correct answer is known before the run.",
        _METHOD.format(**settings),
        tuple(subjects),
        " ".join(["xinyong extremes", *only, f"--population {population} --seed {settings['seed']}"]),
        settings,
    )
