"""Couples are mutual whatever happens; scores on show sort and magnify: which way each number of matching pushes."""

import numpy as np
import pytest

from xinyong.society.columns import BLOCK
from xinyong.society.couples import DISTRICT
from xinyong.society.ties import layered_ties
from xinyong.world import World

from .conftest import PEOPLE
from .laboratory import SimulatedMonths, begin, simulate_months, with_rules
from .observed import Case, each, measure, total

QUICK = {"matching.separation": 0.05, "matching.meeting": 1.0, "matching.age_gap": 0.5}
"""So that within months there are couples who met under the number that is tried."""


def partners(simulated: SimulatedMonths) -> np.ndarray:
    """Everybody's partner by number; oneself for singles."""
    offset = simulated.columns["partner"].reshape(-1).astype(np.int64)
    return np.arange(offset.size) ^ offset


def alikeness(name: str):
    """Correlation of what the two of a couple have."""

    def look(simulated: SimulatedMonths) -> float:
        mine = simulated.columns[name].reshape(-1).astype(float)
        other = partners(simulated)
        coupled = other != np.arange(other.size)
        return float(np.corrcoef(mine[coupled], mine[other[coupled]])[0, 1])

    return look


def in_couples_over(low: np.ndarray):
    """Share in a couple of some people over that of all."""
    return lambda simulated: float(
        (simulated.people("partner")[low] > 0).mean() / (simulated.people("partner") > 0).mean()
    )


def distance(simulated: SimulatedMonths) -> float:
    """Share of couples whose partners live in different places."""
    coupled = simulated.people("partner")[simulated.people("partner") > 0]
    return float((coupled >= 128).mean())


def gap_in_years(simulated: SimulatedMonths) -> float:
    """Mean years between two partners."""
    birth, other = simulated.columns["birth_month"].reshape(-1).astype(float), partners(simulated)
    coupled = other != np.arange(other.size)
    return float(np.abs(birth - birth[other])[coupled].mean() / 12)


CASES = {
    "scores on show sort couples by score": Case(
        "matching.shows_score", 0.0, 1.0, more=(alikeness("score_unified"),), months=8, both=QUICK
    ),
    "the higher shy away from the lower": Case(
        "matching.score_gap", 0.0, 5.0, more=(alikeness("score_unified"), total("match_lost")), months=8, both=QUICK
    ),
    "high scores attract": Case("matching.score_pull", 0.0, 1.0, more=(total("match_won"),), both=QUICK),
    "ranks by score make couples": Case(
        "matching.dating_pull", 0.0, 5.0, more=(total("match_won"), total("is_new_couple")), both=QUICK
    ),
    "few who meet stay single": Case(
        "matching.meeting", 0.1, 1.0, more=(measure("share_coupled"), measure("matches_cumulative"))
    ),
    "couples who part": Case(
        "matching.separation",
        0.0,
        0.1,
        more=(measure("separations_cumulative"),),
        less=(measure("share_coupled"),),
    ),
    "points between partners strain": Case(
        "matching.score_strain", 0.0, 100.0, more=(total("is_separated"),), both={"matching.shows_score": 1.0}
    ),
    "like marries like in income": Case(
        "matching.income_gap", 0.0, 3.0, more=(alikeness("income_year_yuan"),), months=8, both=QUICK
    ),
    "like marries like in schooling": Case(
        "matching.education_gap", 0.0, 3.0, more=(alikeness("education"),), months=8, both=QUICK
    ),
    "like marries like in age": Case(
        "matching.age_gap", 0.0, 8.0, less=(gap_in_years,), months=8, both={**QUICK, "matching.age_gap": 0.0}
    ),
    "who meets at home marries there": Case("matching.near", 0.0, 1.0, less=(distance,), months=4, both=QUICK),
    "a stain repels": Case(
        "matching.stain_repels", 0.0, 1.0, less=(total("is_new_couple"),), past="indebted", months=4, both=QUICK
    ),
    "a stain strains": Case(
        "matching.stain_strain", 0.0, 100.0, more=(total("is_separated"),), past="indebted", months=4
    ),
}


@pytest.mark.parametrize("name", each(CASES))
def test_the_direction_of(pasts, name):
    CASES[name].check(*pasts[CASES[name].past])


def test_scores_on_show_magnify_inequality_in_love(pasts):
    scenario, past = pasts["essay"]
    low = past.people("score_unified") <= np.quantile(past.people("score_unified"), 0.2)
    hidden, on_show = (
        simulate_months(scenario.with_changes({**QUICK, "matching.shows_score": share}), past.end, months=8)
        for share in (0, 1)
    )
    assert in_couples_over(low)(on_show) < in_couples_over(low)(hidden)
    assert on_show.measure("couple_score_assortativity") > hidden.measure("couple_score_assortativity")
    assert on_show.measure("low_scorers_coupled_ratio") < hidden.measure("low_scorers_coupled_ratio")


def check_couples(simulated: SimulatedMonths) -> None:
    """Couples are mutual, of two people of one district, and nobody has two partners."""
    other = partners(simulated)
    me = np.arange(other.size)
    assert np.array_equal(other[other], me)
    assert (other // DISTRICT == me // DISTRICT).all()
    coupled = other != me
    assert simulated.columns["is_person"].reshape(-1)[coupled].all()
    for name in ("is_new_couple", "is_separated", "match_won", "match_lost"):
        held = simulated.columns[name].reshape(-1)
        if name != "is_separated":  # those who parted no longer hold the other's number
            assert np.array_equal(held[coupled], held[other[coupled]]), name
    assert coupled[simulated.columns["is_new_couple"].reshape(-1)].all()
    assert not coupled[simulated.columns["is_separated"].reshape(-1)].any()
    assert simulated.series("is_separated")[-1] % 2 == simulated.series("is_new_couple")[-1] % 2 == 0


@pytest.mark.parametrize("past", ["essay_past", "documented_past"])
def test_couples_are_mutual(request, past):
    check_couples(request.getfixturevalue(past))


def test_couples_are_mutual_when_everybody_comes_and_goes(essay):
    scenario = essay.with_changes({**QUICK, "matching.separation": 0.5, "matching.same_sex": 1.0})
    simulated = simulate_months(scenario, begin(scenario, people=PEOPLE - 5_000), months=3)
    assert simulated.total("is_new_couple") > 900
    check_couples(simulated)


def test_couples_are_of_a_woman_and_a_man_unless_asked_otherwise(essay_past):
    is_female, other = essay_past.columns["is_female"].reshape(-1), partners(essay_past)
    coupled = other != np.arange(other.size)
    assert (is_female[other] != is_female)[coupled].all()


def test_without_a_score_nothing_is_won_or_lost_by_it(documented):
    unscored = with_rules(documented, lambda rule: {"on": False}).with_changes(
        {"scoring.on": False, "matching.shows_score": 1.0, **QUICK}
    )
    simulated = simulate_months(unscored, begin(unscored, people=PEOPLE), months=3)
    assert simulated.total("is_new_couple") > 100
    assert simulated.total("match_won") == simulated.total("match_lost") == 0


def test_where_scores_are_hidden_only_ranks_win_matches(pasts):
    scenario, past = pasts["essay"]
    hidden = scenario.with_changes({**QUICK, "matching.shows_score": 0.0})
    simulated = simulate_months(hidden, past.end, months=3)
    assert simulated.total("match_won") > 0
    assert simulated.total("match_lost") == 0
    unranked = simulate_months(hidden.set("matching.dating_pull", 0.0), past.end, months=3)
    assert unranked.total("match_won") == unranked.total("match_lost") == 0


@pytest.mark.slow
def test_tiles_couple_alike(essay):
    """Two blocks at once and one after the other: the same partners, to the last bit."""
    state = begin(essay, people=2 * BLOCK)
    world = World(essay)
    ties = layered_ties(essay.society.numbers(essay.window.from_))
    inputs = world.inputs(state.nation, 7)
    whole, _ = world.step(dict(state.columns), ties, 0, inputs)
    parts = [
        world.step({n: c[b : b + 1] for n, c in state.columns.items()}, ties, b * BLOCK, inputs)[0]["partner"]
        for b in range(2)
    ]
    assert np.array_equal(whole["partner"], np.concatenate(parts))
    assert (np.asarray(whole["partner"]) > 0).mean() > 0.5
