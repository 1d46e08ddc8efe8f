"""The rows of a month against each measure's definition, worked out citizen by citizen."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from tests.counting.test_tally import in_group, symmetric
from tests.measures.crowd import MONTH, crowd, nobody, tally_of
from xinyong.counting.count import Count
from xinyong.counting.groups import DIMENSIONS, GROUPS
from xinyong.measures.registry import MEASURES, registry
from xinyong.mechanisms import ORDER
from xinyong.society.columns import COLUMNS
from xinyong.society.ties import layered_ties
from xinyong.vocabulary import DEBTS

WEIGHT = 250.0
LIFE = {m.needs for m in MEASURES.values()} - {None}
"""Mechanisms without which something about people is unknown."""
OWED = tuple(f"debt_{kind}_yuan" for kind in DEBTS)


@functools.cache
def months():
    """Two months of the same people with other fortunes, their ties agreeing at both ends."""
    found = []
    for seed in (11, 14):
        columns = crowd(1, seed=seed)
        if found:
            columns |= {
                n: found[0][n] for n in ("is_urban", "is_female", "birth_month", "is_member", "occupation", "quintile")
            }
        columns["income_year_yuan"] *= np.where(columns["is_urban"], 2.5, 1).astype(np.float32)
        columns["score_factors"] += np.where(columns["is_person"], 8 * np.log1p(columns["income_year_yuan"]), 0).astype(
            np.float32
        )
        columns["ties"] = symmetric(columns, layered_ties())
        columns["is_applicant"] |= columns["is_approved"]
        found.append(columns)
    return tuple(found)


class Chosen(dict):
    """The columns of some people, each picked out when it is first asked for."""

    def __init__(self, columns, who):
        self.columns, self.who = columns, who

    def __missing__(self, name):
        self[name] = self.columns[name][self.who]
        return self[name]


@functools.cache
def people_of(group):
    """The people of a group in both months."""
    return tuple(Chosen(columns, columns["is_person"] & in_group(columns, group)) for columns in months())


@functools.cache
def table(score="factors"):
    tallies = [tally_of(c, month=MONTH, score=score) for c in months()]
    found = registry().rows(Count(tallies[1], nobody() + tallies[0] + tallies[1], weight=WEIGHT, on=LIFE))
    return dict(zip(registry().keys, zip(found.values, found.n, strict=True), strict=True))


def of_all(tally, on):
    """Every measure of everybody in a run of one month."""
    found = registry().rows(Count(tally, tally, weight=1.0, on=on))
    return {
        measure: value for (measure, group), value in zip(registry().keys, found.values, strict=True) if group == "all"
    }


def mean(of):
    return lambda now, before: of(now).mean()


def ratio(above, below):
    return lambda now, before: above(now).sum() / below(now).sum()


def cumulative(of, weight=WEIGHT):
    """A sum over both months, times `weight`; a person if there is no weight."""
    return lambda now, before: (weight or 1 / len(now["ties"])) * (of(now).sum() + of(before).sum())


def borrowers(c):
    return (c["debt_mortgage_yuan"] + c["debt_consumer_yuan"] + c["debt_business_yuan"] > 0) | c["is_default"]


def column(name):
    return lambda c: c[name].astype(np.float64)


def debt(c):
    return sum(c[name].astype(np.float64) for name in OWED)


def interest(c):
    return c["interest_yuan"].astype(np.float64) + c["interest_informal_yuan"]


EXPECTED = {
    "mean_income_yuan_month": mean(column("income_yuan")),
    "debt_to_income": ratio(debt, lambda c: 12.0 * c["income_yuan"]),
    "debt_service_ratio": ratio(column("debt_due_yuan"), column("income_yuan")),
    "delinquency_rate": ratio(lambda c: borrowers(c) & (c["arrears_months"] >= 1), borrowers),
    "delinquency_rate_by_balance": ratio(
        lambda c: np.where(c["arrears_months"] >= 1, c["debt_consumer_yuan"], 0), column("debt_consumer_yuan")
    ),
    "default_rate": ratio(lambda c: 12 * c["is_default"].astype(int), borrowers),
    "informal_debt_share": ratio(column("debt_informal_yuan"), debt),
    "mortgage_debt_share": ratio(column("debt_mortgage_yuan"), lambda c: debt(c) - c["debt_informal_yuan"]),
    "interest_transferred_yuan": cumulative(interest),
    "loan_approval_rate": ratio(column("is_approved"), column("is_applicant")),
    "share_listed": mean(column("is_listed")),
    "listings_cumulative": cumulative(column("is_newly_listed")),
    "restored_cumulative": cumulative(column("is_restored")),
    "flights_blocked_cumulative": cumulative(column("flights_blocked")),
    "rail_blocked_cumulative": cumulative(column("rail_blocked")),
    "evictions_cumulative": cumulative(column("is_evicted")),
    "visas_eased_cumulative": cumulative(column("visa_eased")),
    "subsidy_lost_yuan_cumulative": cumulative(column("subsidy_lost_yuan")),
    "wrongful_listings": lambda now, before: WEIGHT * now["is_listed_wrongly"].sum(),
    "share_sanctioned": mean(lambda c: c["n_sticks"] > 0),
    "wrongful_sanctions": lambda now, before: WEIGHT * now["n_wrongful"].sum(),
    "collateral_sanctions": lambda now, before: WEIGHT * now["n_collateral"].sum(),
    "share_of_life_recorded": mean(column("life_recorded")),
    "approval_private": mean(lambda c: c["approval"] >= 6),
    "dissent_private": mean(lambda c: c["approval"] < 4),
    "approval_expressed": mean(column("says_approve")),
    "dissent_expressed": mean(column("says_disapprove")),
    "expression_gap": lambda now, before: now["says_approve"].mean() - (now["approval"] >= 6).mean(),
    "voice_mean": mean(column("voice")),
    "mean_degree": mean(lambda c: np.bitwise_count(c["ties"])),
    "share_isolated": mean(lambda c: c["ties"] == 0),
    "ties_cut_per_person_cumulative": cumulative(column("ties_cut"), weight=None),
    "cross_context_detriment_share": ratio(column("detriment_unrelated"), column("detriment")),
    "mean_score": lambda now, before: scored(now)["score_factors"].mean(),
    "share_scored": lambda now, before: len(scored(now)["ties"]) / len(now["ties"]),
    "mean_points_through_wrong_records": lambda now, before: eighths(scored(now)["factors_wrong"]).mean(),
    "score_income_correlation": lambda now, before: np.corrcoef(
        scored(now)["score_factors"], np.log(np.maximum(scored(now)["income_year_yuan"], 1))
    )[0, 1],
    "gini_income": lambda now, before: gini(now["income_year_yuan"]),
    "gini_score": lambda now, before: gini(scored(now)["score_factors"]),
    "income_share_q1": lambda now, before: bottom(now, 0.2),
    "income_share_q5": lambda now, before: 1 - bottom(now, 0.8),
    "income_share_top10": lambda now, before: 1 - bottom(now, 0.9),
    "palma_income": lambda now, before: (1 - bottom(now, 0.9)) / bottom(now, 0.4),
}  # fmt: skip


FROM_BINS = ("gini", "income_share", "palma")
"""Measures that groups have from coarse bins."""


def eighths(points):
    return np.round(8 * np.abs(points)) / 8


def scored(c):
    return Chosen(c, c["score_factors"] > 0)


def gini(values):
    x = np.sort(values.astype(np.float64))
    n = len(x)
    return (2 * np.arange(1, n + 1) - n - 1) @ x / (n * x.sum())


def bottom(c, p):
    x = np.sort(c["income_year_yuan"].astype(np.float64))
    return np.interp(p * len(x), np.arange(len(x) + 1), np.concatenate([[0], np.cumsum(x)])) / x.sum()


@pytest.mark.parametrize("measure", EXPECTED)
def test_a_measure_is_what_its_definition_says_in_every_group(measure):
    for group in GROUPS:
        before, now = people_of(group)
        expected = EXPECTED[measure](now, before)
        found, n = table()[measure, group]
        assert n == now["is_person"].sum()
        is_coarse = group != "all" and measure.startswith(FROM_BINS)
        # Palma is the ratio of two shares, each as far off as bins make it
        off = 1e-2 if measure.startswith("palma") else 5e-3
        assert found == pytest.approx(expected, rel=off if is_coarse else 1e-4, abs=1e-4), group


def test_the_parts_between_and_within_add_up():
    for dimension in DIMENSIONS:
        between = table()[f"theil_income_between_{dimension.name}", "all"][0]
        within = table()[f"theil_income_within_{dimension.name}", "all"][0]
        assert between >= 0
        assert between + within == pytest.approx(table()["theil_income", "all"][0])


def test_the_part_between_is_exact():
    now = months()[1]
    income, urban = (now[name][now["is_person"]] for name in ("income_year_yuan", "is_urban"))
    income = np.floor(income.astype(np.float64) + 0.5)
    parts = [(income[side].sum() / income.sum(), side.mean()) for side in (urban, ~urban)]
    expected = sum(share * np.log(share / size) for share, size in parts)
    assert table()["theil_income_between_area", "all"][0] == pytest.approx(expected, rel=1e-9)


def test_urban_over_rural_income():
    now = months()[1]
    income, urban = (now[name][now["is_person"]].astype(np.float64) for name in ("income_year_yuan", "is_urban"))
    expected = income[urban == 1].mean() / income[urban == 0].mean()
    assert table()["urban_rural_income_ratio", "all"][0] == pytest.approx(expected, rel=1e-4)


def test_debt_of_the_two_upper_fifths():
    now = months()[1]
    owed, fifth = debt(now)[now["is_person"]], now["quintile"][now["is_person"]]
    assert table()["debt_share_top_two_quintiles", "all"][0] == pytest.approx(owed[fifth >= 3].sum() / owed.sum())


def test_assortativity_is_the_correlation_over_ties():
    now = months()[1]
    pairs = layered_ties().pairs(now["ties"])
    has = ((now["score_factors"] > 0) & now["is_person"]).ravel()
    score = now["score_factors"].ravel().astype(np.float64)
    both = pairs[has[pairs].all(axis=1)]
    expected = np.corrcoef(*score[np.concatenate([both, both[:, ::-1]])].T)[0, 1]
    assert table()["tie_score_assortativity", "all"][0] == pytest.approx(expected, abs=1e-4)


def test_ties_of_the_lowest_fifth_of_scores():
    now = months()[1]
    has = (now["score_factors"] > 0) & now["is_person"]
    score, degree = now["score_factors"][has], np.bitwise_count(now["ties"])[has].astype(float)
    lowest = degree[score <= np.quantile(score, 0.2)].mean() / degree.mean()
    assert table()["low_scorers_degree_ratio", "all"][0] == pytest.approx(lowest, abs=0.02)


def test_without_a_score_its_measures_are_undefined():
    for measure in ("gini_score", "mean_score", "score_income_correlation", "tie_score_assortativity"):
        assert np.isnan(table(None)[measure, "all"][0])
    assert table(None)["share_scored", "all"][0] == 0


@functools.cache
def said_without(switch):
    """What measures say when nobody wrote what one mechanism writes, and which say the same of another crowd."""
    switched_off = {column for m in ORDER if m.name == switch for column in m.writes}
    switched_off -= {column for m in ORDER if m.name != switch for column in m.writes}
    on = {m.name for m in ORDER} - {switch}
    found = []
    for columns in months():
        left = columns | {name: np.full_like(columns[name], COLUMNS[name].fill) for name in switched_off}
        tally = tally_of(left, month=MONTH, score="factors")
        found.append(of_all(tally, on))
    here, there = found
    return here, {measure for measure, value in here.items() if value == there[measure]}


@pytest.mark.parametrize("switch", [m.name for m in ORDER])
def test_what_is_switched_off_shows_no_number_that_is_made_up(switch):
    """Of two different crowds the same is said only if nothing is, or if the system leaves them alone."""
    here, same = said_without(switch)
    assert all(np.isnan(here[id_]) for id_, m in MEASURES.items() if m.needs == switch)
    made_up = {id_: here[id_] for id_ in same - said_without(None)[1]}
    assert set(made_up.values()) <= (set() if switch in LIFE else {0.0}), made_up


def test_shares_lie_between_nothing_and_everything():
    shares = [id_ for id_, m in MEASURES.items() if m.unit == "share" and m.definition.endswith("of all people.")]
    assert len(shares) > 10
    for (measure, _), (value, _) in table().items():
        assert measure not in shares or 0 <= value <= 1


def test_a_month_without_anybody_defines_no_share():
    values = of_all(nobody(), LIFE)
    assert all(np.isnan(v) or v == 0 for v in values.values())
    assert np.isnan(values["share_listed"])
    assert values["listings_cumulative"] == 0
