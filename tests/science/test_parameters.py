"""Every number of the model matters: moved, it changes something that is counted.

Each is moved alone, in the presets, where what is rare is made common. Numbers of the month are moved after sixteen
months; those of society, initialization and nation before the first.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from xinyong.counting.tally import Tally
from xinyong.errors import BadScenario
from xinyong.model import BUILT_IN
from xinyong.scenario.declaration import Number
from xinyong.scenario.governance import COUPLINGS
from xinyong.scenario.scenario import Scenario
from xinyong.scenario.sections.scoring import LedgerRepair
from xinyong.society.columns import BLOCK

from .laboratory import State, begin, simulate_months

pytestmark = pytest.mark.slow

PAST, LATER = 16, 12
"""Months that everybody lives before a number is moved, and the most after which it must have changed something."""

BEFORE_THE_FIRST_MONTH = ("society", "initialization", "nation", "lending.capital_start", "scoring.scorecard.start_")

COMMON = {
    "conduct.misconduct": 0.2,
    "conduct.petition": 0.02,
    "conduct.breach": 0.02,
    "conduct.fraud": 0.02,
    "watching.discipline_coverage": 0.9,
    "watching.mistaken": 0.1,
    "scoring.points.coverage": 0.6,
    "scoring.court_list.mistake": 0.003,
    "scoring.court_list.listing": 0.15,
    "lending.forgetting": 0.5,
    "lending.limit_months": 4,
    "lending.temptation": 1.4,
    "lending.fine": 0.2,
    "lending.punish": 0.1,
    "lending.village_shaming": 0.5,
    "lending.capital_comfort": 0.16,
    "leaking.corrupt": 0.5,
    "leaking.fraud": 0.3,
    "leaking.price_usual": 400,
}
"""What is rare in the presets and common here, so that whatever leans on it shows within a block of people."""

PRESETS = ("essay", "documented")
GOVERNED = ("state-central", "corporate")
ROUNDS = {"rounds by a threshold": "threshold", "rounds for profit": "profit"}
"""Worlds in which loans in rounds take the place of household credit, by the policy of their lenders."""

PROCEDURE = {
    "redress.on": True,
    "scoring.court_list.repair": 0.1,
    "scoring.dishonest_firms.mistake": 0.01,
    "scoring.dishonest_firms.listing": 0.02,
    "scoring.dishonest_firms.repair": 0.3,
    "scoring.ledger_repair.right": 1,
    "scoring.points.coverage": 1.0,
    "consequences.review": 0.5,
}
"""What no preset of these years has: a procedure, and repair, and a ledger in every place in which to repair."""


def _stick(name: str, trigger: dict[str, object], effect: str, **more: object) -> dict[str, object]:
    usual = {"kind": "stick", "context": "credit", "size": 0.5, "gravity": 2.0}
    return {"id": name, "trigger": trigger, "effect": effect, **usual, **more}


OWN_RULES = (
    _stick("poor", {"score_below": {"score": "factors", "at": 560.0}}, "bars_rent", exempt=["member"]),
    *(_stick(f"grade-{grade.lower()}", {"grade_at_most": {"grade": grade}}, "bars_jobs") for grade in "ABD"),
)
"""Sticks that no preset has: on the commercial score, sparing Party members, and on grades of the ledger."""

_NO_STICK = "no preset has a stick on the commercial score, of which alone is asked what caused it"
_NO_GRADE = "no preset has a rule on the grade that ends here"
ONLY_WITH_OWN_RULES = {
    "consequences.grade_aa": _NO_GRADE,
    "consequences.grade_a": _NO_GRADE,
    "consequences.grade_c": _NO_GRADE,
    "consequences.credit_neutral": _NO_STICK,
    "consequences.rest_neutral": _NO_STICK,
    "consequences.connections_neutral": _NO_STICK,
}
"""Numbers that change nothing in the presets, and something where a scenario has rules of its own."""

_NO_REPAIR = "repair became a right in 2023 only"
ONLY_WITH_A_PROCEDURE = {
    **{f"scoring.ledger_repair.{name}": _NO_REPAIR for name in LedgerRepair().numbers(0) if name != "right"},
    "scoring.court_list.repair_months": "courts repair nothing in the presets",
    "scoring.dishonest_firms.repair_months": _NO_REPAIR,
    "consequences.review_finds": "nobody looks before a stick falls",
}
"""Numbers that change nothing in the presets, and something where there are appeals and repair."""

_OTHERS_STEER = "the presets of these years say themselves how state and firms are bound"
ONLY_UNDER_OTHERS = {
    **{f"nation.{form}_{coupling}": _OTHERS_STEER for form in ("state_central", "corporate") for coupling in COUPLINGS},
    "adapting.loss_information": "nobody hears more than the media say",
}
"""Numbers that change nothing in the presets, and something where others steer, and news gets around."""

SWITCHED_ON_IN = {
    "redress": ("procedure",),
    "scoring.bureau": ("corporate lenders",),
    "lending.monthly_loans": tuple(ROUNDS),
}
"""Worlds in which mechanisms that `PRESETS` switch off are on; others are switched on in `documented`."""

INERT = {
    "nation.adults_represented": "scales what was counted, after it was counted (tests/results, tests/measures)",
}
"""Numbers that change nothing that is counted, and why."""


@cache
def world(name: str) -> Scenario:
    window = {"from": "2016-03", "until": "2018-12"}
    if name in PRESETS:
        return BUILT_IN.load(name).with_changes({"window": window, **COMMON})
    if name in GOVERNED:
        others = {"nation.governance": name, "nation.informed": 0.5}
        return world("documented").with_changes(others)
    if name in switched_off():
        return world("documented").set(f"{name}.on", True)
    if name in ROUNDS:
        rounds = {
            "lending.monthly_loans.on": True,
            "lending.monthly_loans.policy": ROUNDS[name],
            "scoring.scorecard.on": True,
        }
        return world("documented").with_changes(rounds)
    if name == "procedure":
        return world("documented").with_changes(PROCEDURE)
    if name == "corporate lenders":
        return BUILT_IN.load("corporate").with_changes({"window": window, **COMMON})
    table = world("documented").as_table()
    return type(world("documented")).from_table(table | {"rules": [*table["rules"], *OWN_RULES]})


@cache
def switched_off() -> tuple[str, ...]:
    """Sections that are switched off in both presets, in the order of the scenario."""
    sections = [path.removesuffix(".on") for path, _, _ in world("documented").walk() if path.endswith(".on")]
    return tuple(name for name in sections if not any(world(preset).section(name).is_on for preset in PRESETS))


def switched_on_in(path: str) -> tuple[str, ...]:
    """The worlds in which a number matters whose section both presets switch off; () for all other numbers."""
    section = path.rpartition(".")[0]
    return SWITCHED_ON_IN.get(section, (section,)) if section in switched_off() else ()


@cache
def start(name: str, *, is_first: bool) -> State:
    """The opening of the first month, or the end of some."""
    if is_first:
        return begin(world(name), people=BLOCK)
    return simulate_months(world(name), start(name, is_first=True), months=PAST).end


@cache
def usual(name: str, months: int, *, is_first: bool) -> tuple[Tally, ...]:
    """What is counted if nothing is moved."""
    return simulate_months(world(name), start(name, is_first=is_first), months=months).tallies


def numbers() -> list[str]:
    return [path for path, declared, _ in BUILT_IN.scenario_type().walk() if isinstance(declared, Number)]


def moved(name: str, path: str) -> Iterator[Scenario]:
    """The scenario with one number moved: by half, by some of its range, and to either end of it."""
    declared, held = next((declared, held) for found, declared, held in world(name).walk() if found == path)
    now, span = held.at(world(name).window.from_), declared.high - declared.low
    for value in (now * 1.5, now * 0.5, now + 0.05 * span, now + 0.3 * span, declared.low, declared.high):
        if declared.low <= value <= declared.high and value != now:
            try:
                yield world(name).set(path, value)
            except BadScenario:  # the number must fit others: the ends of a scale, shares of one population
                continue


def is_counted(name: str, path: str, changed: Scenario, months: int) -> bool:
    """Whether any sum or histogram of any month differs."""
    is_first = path.startswith(BEFORE_THE_FIRST_MONTH)
    try:
        state = begin(changed, people=BLOCK) if is_first else start(name, is_first=False)
    except BadScenario:
        return False
    simulated = simulate_months(changed, state, months=months).tallies
    return not all(_is_same(*pair) for pair in zip(simulated, usual(name, months, is_first=is_first), strict=True))


def matters(path: str, *worlds: str) -> bool:
    """Whether the number changes something in one of these worlds, soon or later."""
    tried = ((name, changed, months) for name in worlds for months in (1, LATER) for changed in moved(name, path))
    return any(is_counted(name, path, changed, months) for name, changed, months in tried)


def _is_same(one: Tally, other: Tally) -> bool:
    mine, others = one.arrays(), other.arrays()
    return mine.keys() == others.keys() and all(np.array_equal(mine[name], others[name]) for name in mine)


@pytest.mark.parametrize("path", numbers())
def test_a_number_that_is_moved_changes_something_that_is_counted(path):
    nothing = {**INERT, **ONLY_WITH_OWN_RULES, **ONLY_WITH_A_PROCEDURE, **ONLY_UNDER_OTHERS}
    if switched_on_in(path):
        nothing[path] = "its section is switched off"
    assert matters(path, *PRESETS) == (path not in nothing), nothing.get(path, "changes nothing")


@pytest.mark.parametrize("path", ONLY_WITH_OWN_RULES)
def test_a_number_that_no_preset_needs_changes_something_with_rules_of_ones_own(path):
    assert matters(path, "own rules")


@pytest.mark.parametrize("path", ONLY_WITH_A_PROCEDURE)
def test_a_number_of_appeal_and_repair_changes_something_where_there_are_any(path):
    assert matters(path, "procedure")


@pytest.mark.parametrize("path", ONLY_UNDER_OTHERS)
def test_a_number_of_governance_or_news_changes_something_where_others_steer(path):
    assert matters(path, *GOVERNED)


@pytest.mark.parametrize("path", [path for path in numbers() if switched_on_in(path)])
def test_a_number_of_what_the_presets_switch_off_changes_something_where_it_is_on(path):
    assert matters(path, *switched_on_in(path))


def test_what_is_inert_is_a_number_of_the_model():
    listed = (INERT, ONLY_WITH_OWN_RULES, ONLY_WITH_A_PROCEDURE, ONLY_UNDER_OTHERS)
    assert {path for paths in listed for path in paths} <= set(numbers())
    assert set(SWITCHED_ON_IN) <= set(switched_off())
