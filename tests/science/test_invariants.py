"""What holds whatever is asked: people and money are conserved, shares are shares, parts sum to their scores."""

import math

import jax
import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from xinyong.counting.groups import DIMENSIONS, rows_of
from xinyong.engine import simulate
from xinyong.errors import BooksDoNotBalance
from xinyong.measures.registry import MEASURES
from xinyong.mechanisms import ORDER
from xinyong.scenario.parameter_rows import parameters
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS, STATE
from xinyong.vocabulary import ACTS, FILE_CHANNELS
from xinyong.vocabulary.scores import ALL_SCORES, parts_of

from .laboratory import SimulatedMonths, begin, simulate_months

PEOPLE = BLOCK

POINT = 1e-2
"""Points within which the parts of a score must sum to it."""

RANGES = {"0..1": (0.0, 1.0), "-1..1": (-1.0, 1.0), "0..10": (0.0, 10.0), "0..4": (0, 4)}

MAY_LEAVE_THE_UNIT_INTERVAL = {
    "expression_gap", "survey_approval_list", "survey_fear_list", "survey_gap", "wealth_share_bottom40",
    "wealth_share_top10",
}  # fmt: skip
"""Measures in shares that are differences, or shares of something that can be negative."""

STOCKS = (
    *(f"debt_{kind}_yuan" for kind in ("mortgage", "consumer", "business", "informal", "judged", "due")),
    "cash_yuan",
    "home_yuan",
)


@pytest.fixture(scope="module")
def everything_past(essay) -> SimulatedMonths:
    """Sixteen months under the essay's system with all else that it leaves out."""
    scenario = essay.with_changes({"scoring.red_list.on": True, "scoring.ledger_repair.on": True, "redress.on": True})
    return simulate_months(scenario, begin(scenario, people=PEOPLE), months=16)


def held_parts(simulated: SimulatedMonths, score: str) -> tuple[np.ndarray, np.ndarray]:
    """The sum of a score's parts in double precision, and the score."""
    parts = [simulated.people(name).astype(float) for name in parts_of(score)]
    return sum(parts), simulated.people(f"score_{score}").astype(float)


def check_people(simulated: SimulatedMonths) -> None:
    """Everybody is counted once, in every split."""
    n = int(simulated.columns["is_person"].sum())
    assert simulated.series("people") == [n] * len(simulated.tallies)
    people = [count.people for count in simulated.counts]
    for now in people:
        assert all(now[rows_of(d.name)].sum() == n for d in DIMENSIONS)


def check_ranges(simulated: SimulatedMonths) -> None:
    """Columns and shares keep to their ranges, and nothing is lost to arithmetic."""
    for name, column in COLUMNS.items():
        held = simulated.columns[name]
        assert np.isfinite(held.astype(float)).all(), name
        if column.unit in RANGES:
            low, high = RANGES[column.unit]
            assert low <= held.min() <= held.max() <= high, (name, held.min(), held.max())
    for measure in MEASURES.values():
        if measure.unit == "share" and measure.id not in MAY_LEAVE_THE_UNIT_INTERVAL:
            values = simulated.by_group(measure.id)
            defined = values[~np.isnan(values)]
            assert ((defined >= -1e-12) & (defined <= 1 + 1e-12)).all(), (measure.id, defined)


BOUNDED_PARTS = {"conformity": 2, "friends": 1}
"""Scores around 0 that have no scale, with how many of their parts `most` bounds."""


def check_scores(simulated: SimulatedMonths) -> None:
    """Parts sum to scores, and scores keep to their scales."""
    scenario = simulated.world.scenario
    month = simulated.end.nation.month - 1
    for score in ALL_SCORES:
        if f"scoring.{score}" not in scenario.on:
            continue
        summed, whole = held_parts(simulated, score)
        assert np.abs(summed - whole).max() <= POINT, score
        if score in BOUNDED_PARTS:
            most = scenario.section(f"scoring.{score}").numbers(month)["most"]
            assert np.abs(whole).max() <= BOUNDED_PARTS[score] * abs(most) + POINT
            continue
        p = scenario.section(f"scoring.{score}").numbers(month)
        scored = whole[whole > 0]
        assert (whole >= 0).all()
        assert scored.size == 0 or (scored.min() >= p["low"] - POINT and scored.max() <= p["high"] + POINT), (
            score,
            scored.min(),
            scored.max(),
        )


def check_money(simulated: SimulatedMonths) -> None:
    """Every citizen's own books balance in the last month, and nobody holds less than nothing."""
    held = {name: simulated.people(name).astype(np.int64) for name in COLUMNS if "yuan" in name}
    cash = (
        held["opening_cash_yuan"]
        + held["income_yuan"]
        - held["spend_yuan"]
        - held["interest_yuan"]
        - held["repaid_yuan"]
        + held["lent_yuan"]
        - held["interest_informal_yuan"]
        - held["repaid_informal_yuan"]
        + held["lent_informal_yuan"]
        - held["home_bought_yuan"]
        + held["home_sold_yuan"]
        - held["fraud_loss_yuan"]
        - held["fine_yuan"]
    )
    assert np.array_equal(cash, held["cash_yuan"])
    debt = (
        held["opening_debt_yuan"]
        + held["lent_yuan"]
        + held["interest_capitalised_yuan"]
        - held["repaid_yuan"]
        - held["foreclosed_yuan"]
        - held["written_off_yuan"]
    )
    formal = sum(held[f"debt_{kind}_yuan"] for kind in ("mortgage", "consumer", "business", "judged"))
    assert np.array_equal(debt, formal)
    informal = (
        held["opening_informal_yuan"]
        + held["lent_informal_yuan"]
        - held["repaid_informal_yuan"]
        - held["written_off_informal_yuan"]
    )
    assert np.array_equal(informal, held["debt_informal_yuan"])
    for name in STOCKS:
        assert held[name].min() >= 0, name


def check_records(simulated: SimulatedMonths) -> None:
    """Nobody is refused more than they asked for, and sticks are wrongful or collateral only if in force."""
    for what in ("flights", "rail"):
        assert (simulated.people(f"{what}_blocked") <= simulated.people(f"{what}_wanted")).all()
    for what in ("n_wrongful", "n_collateral"):
        assert (simulated.people(what) <= simulated.people("n_sticks")).all()
    in_force = np.bitwise_count(simulated.people("in_force"))
    assert (in_force == simulated.people("n_sticks") + simulated.people("n_carrots")).all()
    assert not (simulated.people("is_listed_wrongly") & ~simulated.people("is_listed")).any()
    assert not (simulated.people("says_approve") & simulated.people("says_disapprove")).any()
    # what was recorded truly was done, by oneself, and this month unless records are late; what lands on somebody else
    # counts as wrong
    delays = simulated.world.scenario.watching.numbers(simulated.end.nation.month - 1)
    for act in ACTS:
        if delays[f"{ACTS[act].channel}_delay"] == 0:
            assert (simulated.people(f"rec_{act}") <= simulated.people(f"act_{act}")).all(), act
    for part in FILE_CHANNELS:
        if delays[f"{part}_delay"] == 0:
            assert (simulated.people(f"entry_{part}") <= simulated.people(f"event_{part}")).all(), part


CHECKS = (check_people, check_ranges, check_scores, check_money, check_records)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("past", ["everything_past", pytest.param("documented_past", marks=pytest.mark.slow)])
def test_in_the_presets(request, past, check):
    check(request.getfixturevalue(past))


# --- padding ------------------------------------------------------------------------------------------------

PARTLY_FILLED = BLOCK - 3_616


@pytest.fixture(scope="module")
def partly_filled(essay) -> SimulatedMonths:
    """People who do not fill their block."""
    return simulate_months(essay, begin(essay, people=PARTLY_FILLED), months=3)


@pytest.mark.parametrize("name", [name for name, column in COLUMNS.items() if column.kind != "fixed"])
def test_nobody_lives_in_the_padding(partly_filled, name):
    held = partly_filled.columns[name].reshape(-1)[PARTLY_FILLED:]
    empty = (held == 0) | (held == COLUMNS[name].fill)
    assert empty.all(), f"{(~empty).sum()} of {held.size} hold something, such as {held[~empty][0]}"


@pytest.mark.parametrize("check", CHECKS)
def test_with_padding(partly_filled, check):
    check(partly_filled)


def test_everybody_is_counted_and_the_padding_is_not(partly_filled):
    assert partly_filled.measure("mean_income_yuan_month") > 0
    assert partly_filled.tallies[-1].total("people") == PARTLY_FILLED


# --- tiles, workers and luck --------------------------------------------------------------------------------


@pytest.mark.slow
def test_tiles_and_workers_change_no_bit(essay):
    scenario = essay.with_changes({"window": {"from": "2016-01", "until": "2016-03"}, "population": 30_000})
    one = list(simulate(scenario, tile=2 * BLOCK, workers=1))
    two = list(simulate(scenario, tile=BLOCK, workers=2))
    for a, b in zip(one, two, strict=True):
        for some, others in zip(jax.tree.leaves(a.tally), jax.tree.leaves(b.tally), strict=True):
            assert np.array_equal(some, others)
        assert a.nation.books == b.nation.books


def without(scenario: Scenario, rule: str) -> Scenario:
    return scenario.with_changes({"rules": [{"id": rule, "on": False}]})


@pytest.mark.parametrize("rule", ["k3-visa", pytest.param("k5-hospital", marks=pytest.mark.slow)])
def test_switching_one_rule_off_shifts_nobody_elses_luck(essay, rule):
    """In the first month, nothing but the rule itself can differ; later, nothing that it does not reach."""
    opening = begin(essay, people=BLOCK)
    scenario = without(essay, rule)
    some, others = (simulate_months(s, opening, months=1) for s in (essay, scenario))
    its_own = {"in_force", "n_carrots", "approval", "says_approve", "says_disapprove"}
    its_own.add({"k3-visa": "eases_visa", "k5-hospital": "eases_hospital"}[rule])
    for name, column in some.columns.items():
        if name not in its_own:
            assert np.array_equal(column, others.columns[name]), name
    number = [r.id for r in essay.rules].index(rule)
    low = (1 << number) - 1
    kept = some.people("in_force")
    rest = (kept & low) | (kept >> (number + 1) << number)
    assert np.array_equal(rest, others.people("in_force"))


def test_another_seed_is_another_world(essay):
    some, others = (
        simulate_months(essay, begin(essay, people=BLOCK, seed=seed), months=1, seed=seed) for seed in (1, 2)
    )
    for name in ("act_jaywalk", "income_yuan", "permanent_income", "is_female", "ties"):
        assert not np.array_equal(some.people(name), others.people(name)), name


# --- whatever the numbers -----------------------------------------------------------------------------------

_SKIPPED = ("society.", "initialization.", "scoring.headline")
_WITH_ENDS = ("factors", "points", "unified", "scorecard", "bureau", "firms")
_SCALES = {f"scoring.{score}.{end}" for score in _WITH_ENDS for end in ("low", "high")}
"""The ends of the scales: any two numbers, of which the lower must be the smaller, do not make a scale."""
_SETTINGS = {
    row["path"]: (row["low"], row["high"])
    for row in parameters(Scenario.load("essay"))
    if isinstance(row.get("low"), (int, float))
    and isinstance(row.get("high"), (int, float))
    and not row["path"].startswith(_SKIPPED)
    and row["path"] not in _SCALES
}
_WHOLE = {path for path in _SETTINGS if path.startswith("rules.") and path.endswith("_months")}
"""Whole numbers."""


@st.composite
def changes(draw) -> dict[str, float]:
    """Up to six numbers of the scenario anywhere in their ranges, the ends more often than chance has it."""
    paths = draw(st.lists(st.sampled_from(sorted(_SETTINGS)), min_size=1, max_size=6, unique=True))
    found = {}
    for path in paths:
        low, high = _SETTINGS[path]
        share = draw(st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1)))
        value = math.fsum([low, share * (high - low)])
        found[path] = round(value) if path in _WHOLE else value
    return found


def check_whatever_the_numbers(past: SimulatedMonths, *, examples: int, months: int) -> None:
    """Live on from a past under changed numbers; a failure shows the first example, since shrinking takes long."""

    @given(changed=changes())
    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
    )
    def holds(changed: dict[str, float]) -> None:
        simulated = simulate_months(past.world.scenario.with_changes(changed), past.end, months=months)
        for check in CHECKS:
            check(simulated)

    holds()


def test_whatever_the_numbers(everything_past):
    check_whatever_the_numbers(everything_past, examples=8, months=2)


@pytest.mark.slow
def test_whatever_the_numbers_at_length(everything_past):
    check_whatever_the_numbers(everything_past, examples=150, months=8)


@pytest.mark.slow
@pytest.mark.parametrize("end", [0, 1], ids=["low", "high"])
def test_each_number_at_the_ends_of_its_range(everything_past, end):
    broken = {}
    for path, ends in _SETTINGS.items():
        try:
            scenario = everything_past.world.scenario.set(path, ends[end])
            simulated = simulate_months(scenario, everything_past.end, months=2)
            for check in CHECKS:
                check(simulated)
        except (AssertionError, BooksDoNotBalance) as found:
            broken[path, ends[end]] = str(found).splitlines()[0]
    assert not broken


def test_every_mechanism_has_run(everything_past):
    instead = {m.name for m in ORDER if m.replaces}
    assert {m.name for m in everything_past.world.mechanisms} == {m.name for m in ORDER} - instead


def test_no_state_is_forgotten(everything_past):
    assert set(STATE) <= set(everything_past.end.columns)
