"""The eight firms: what they give adds up, customers are as many as they should be, and what is used is theirs."""

from __future__ import annotations

import functools

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from tests.measures.crowd import MONTH, crowd
from xinyong.errors import BadScenario
from xinyong.mechanisms.mechanism import System, View
from xinyong.mechanisms.scoring.firm_traces import REGISTERS, channels
from xinyong.mechanisms.scoring.firms import FIRM_SCORES, SEES, explained
from xinyong.scenario.scenario import Scenario
from xinyong.scenario.sections.firms import USES
from xinyong.society.columns import BLOCK
from xinyong.society.random_streams import Stream, lasting_key, stream_key
from xinyong.society.ties import layered_ties
from xinyong.vocabulary import FIRMS

TIES = layered_ties()
NATION = {"month": np.float32(MONTH), "mean_income_yuan": np.float32(2000)}
IN_FULL = {"scoring.firms.take_up": 1.0}


@functools.cache
def people():
    """A block of people in any state, whose incomes and spending are of the size of incomes and spending."""
    columns = crowd(1, seed=11)
    rng = np.random.default_rng(5)
    columns["spend_yuan"] = np.rint(rng.lognormal(7.3, 0.8, (1, BLOCK))).astype(np.int32)
    columns["spend_traced_yuan"] = np.rint(columns["spend_yuan"] * rng.random((1, BLOCK))).astype(np.int32)
    for share, name in ((0.2, "luxury_yuan"), (0.1, "vice_yuan")):
        columns[name] = np.rint(columns["spend_yuan"] * share * rng.random((1, BLOCK))).astype(np.int32)
    for register in REGISTERS:
        columns[register] = rng.integers(0, 64, (1, BLOCK)).astype(np.uint8)
        columns[register] *= np.uint8(1) - columns[register] % np.uint8(2)
    columns["is_listed_wrongly"] &= columns["is_listed"]
    columns["arrears_unfiled"] = np.minimum(columns["arrears_unfiled"], columns["arrears_months"])
    return columns


def numbers(**changes):
    table = IN_FULL | {f"scoring.firms.{name}": value for name, value in changes.items()}
    held = Scenario.load("essay").with_changes(table).section("scoring.firms").numbers(MONTH)
    return {name: np.float32(value) for name, value in held.items()}


def straight(given, p, key, citizen):
    stream = Stream(key, citizen, FIRM_SCORES.draws, lasting=lasting_key(3))
    return FIRM_SCORES.run(given, NATION, p, stream, TIES, System(on=frozenset()))


once_compiled = jax.jit(straight)


def run(columns=None, *, month=MONTH, is_compiled=True, **changes):
    """What the mechanism writes, flat, for people alone."""
    columns = columns or people()
    citizen = jnp.arange(BLOCK, dtype=jnp.uint32).reshape(1, BLOCK)
    given = {name: jnp.asarray(columns[name]) for name in FIRM_SCORES.reads}
    ask = once_compiled if is_compiled else straight
    written = ask(given, numbers(**changes), stream_key(3, FIRM_SCORES.name, month), citizen)
    return {name: np.asarray(value)[columns["is_person"]] for name, value in written.items()}


def has(written, firm):
    return written["firms_has"] >> FIRMS.index(firm) & 1 == 1


SOME = ("messaging", "shopping")


@pytest.mark.parametrize(
    "firm", [firm if firm in SOME else pytest.param(firm, marks=pytest.mark.slow) for firm in FIRMS]
)
def test_an_explanation_adds_up_to_the_score_without_a_remainder(firm):
    columns, written = people(), run(used=firm, is_compiled=False)  # so that it rounds as the explanation does
    held = {name: np.zeros((1, BLOCK), np.uint8) for name in REGISTERS}
    for name in REGISTERS:
        held[name][columns["is_person"]] = written[name]
    seen = channels(
        View("citizens", {name: jnp.asarray(columns[name]) for name in FIRM_SCORES.reads}),
        View("nation", NATION),
        View("parameters", numbers()),
        TIES,
        {name: jnp.asarray(bits) for name, bits in held.items()},
    )
    parts = explained(firm, seen, View("parameters", numbers()))
    assert set(parts) == {"start", *SEES[firm], "bounds"}
    points = {name: np.asarray(part)[columns["is_person"]].astype(np.float64) for name, part in parts.items()}
    score = written["score_firms"]
    assert np.array_equal(sum(points.values())[has(written, firm)], score[has(written, firm)])
    assert not score[~has(written, firm)].any()
    assert all((part == np.rint(part)).all() for part in points.values())
    assert score[score > 0].min() >= 350
    assert score.max() <= 950


def test_firms_have_the_customers_that_they_should_and_share_them_by_chance():
    written, n = run(), int(people()["is_person"].sum())
    online = people()["online"][people()["is_person"]].astype(float)
    p = numbers()
    chance = {f: p[f"customers_{f}"] * (online if f in ("shopping", "messaging") else np.ones(n)) for f in FIRMS}
    for k, firm in enumerate(FIRMS):
        assert has(written, firm).mean() == pytest.approx(chance[firm].mean(), abs=4.5 * 0.5 / np.sqrt(n))
        for other in FIRMS[:k]:
            both = (has(written, firm) & has(written, other)).mean()
            assert both == pytest.approx((chance[firm] * chance[other]).mean(), abs=4.5 * 0.5 / np.sqrt(n))


def test_customers_stay_and_fewer_of_the_same_take_up_the_offer():
    first, same = run(month=MONTH), run(month=MONTH + 1)
    assert np.array_equal(first["firms_has"], same["firms_has"])
    later = run(month=MONTH + 1, take_up=0.5)
    assert not (later["firms_has"] & ~first["firms_has"]).any()
    assert 0 < np.bitwise_count(later["firms_has"]).sum() < np.bitwise_count(first["firms_has"]).sum()


def test_firms_that_see_no_difference_agree_on_everybody():
    written = run(reach=0, used="mean", good_from=650)
    anybody = written["firms_has"] > 0
    assert (written["firms_mean"][anybody] == 650).all()
    assert not written["firms_spread"].any()
    assert np.array_equal(written["firms_good"], written["firms_has"])
    assert not written["firms_bad"].any()


def test_a_firm_with_one_channel_gives_what_it_shows():
    written = run(used="ratings", ratings_history=0, ratings_means=0, ratings_court=2, reach=400, neutral_court=0.5)
    listed = people()["is_listed"][people()["is_person"]]
    scored = has(written, "ratings")
    assert np.array_equal(np.where(listed, 450, 850)[scored], written["score_firms"][scored])
    wrongly = people()["is_listed_wrongly"][people()["is_person"]]
    assert np.array_equal(np.where(wrongly, -400, 0)[scored], written["firms_wrong"][scored])


def test_a_firm_without_weights_finds_everybody_in_the_middle():
    written = run(used="lenders", lenders_history=0, lenders_bookings=0, lenders_court=0)
    assert (written["score_firms"][has(written, "lenders")] == 650).all()


@pytest.fixture(scope="module")
def alone():
    """The score of each firm, 0 for people who are not its customers: firms by people."""
    return np.stack([run(used=firm)["score_firms"] for firm in FIRMS])


def test_the_mean_the_best_and_the_spread_are_those_of_the_firms(alone):
    mean, best = run(used="mean"), run(used="best")
    held = alone > 0
    n = held.sum(axis=0)
    expected = np.where(n > 0, alone.sum(axis=0) / np.maximum(n, 1), 0)
    assert np.allclose(mean["score_firms"], expected, atol=1e-3)
    assert np.allclose(mean["firms_mean"], expected, atol=1e-3)
    assert np.array_equal(best["score_firms"], alone.max(axis=0))
    spread = [np.std(scores[scores > 0]) if (scores > 0).any() else 0.0 for scores in alone.T]
    assert np.allclose(mean["firms_spread"], spread, atol=0.1)
    for f, firm in enumerate(FIRMS):
        assert np.array_equal(mean["firms_good"] >> f & 1, held[f] & (alone[f] >= 650)), firm
        assert np.array_equal(mean["firms_bad"] >> f & 1, held[f] & (alone[f] < 550)), firm


@pytest.mark.parametrize("use", ["mean", "best", "shopping"])
def test_wrong_records_take_what_is_gained_when_they_had_never_been_made(use):
    columns, written = people(), run(used=use)
    clean = dict(columns)
    for what in ("bills", "games", "bookings", "criticism"):
        clean[f"firms_{what}"] = columns[f"firms_{what}"] & ~columns[f"firms_{what}_wrong"]
    for act in ("late_bill", "cheat", "no_show", "criticism"):
        clean[f"wrong_{act}"] = np.zeros_like(columns[f"wrong_{act}"])
    clean["is_listed"] = columns["is_listed"] & ~columns["is_listed_wrongly"]
    for entered in ("record_misfiled", "wrong_entry_bank"):
        clean[entered] = np.zeros_like(columns[entered])
    without = run(clean, used=use)
    off = np.abs(written["score_firms"] - without["score_firms"] - written["firms_wrong"]) > 1e-3
    assert off.sum() <= 2  # a part that lies between two whole points may be rounded either way
    assert (without["firms_wrong"] != 0).sum() <= 2
    assert written["firms_wrong"].min() < 0


def test_what_is_not_used_costs_no_score():
    written = run(used="none")
    assert not any(written[name].any() for name in ("score_firms", "firms_wrong", "firms_credit_share"))


def test_shares_of_a_shortfall_are_shares():
    written = run(used="mean")
    together = written["firms_credit_share"] + written["firms_politics_share"]
    assert written["firms_credit_share"].min() >= 0
    assert written["firms_politics_share"].max() > 0
    assert together.max() <= 1 + 1e-6


def test_a_rule_can_ask_for_what_is_used():
    written = run(used="best")
    found = FIRM_SCORES.counterfactuals(View("citizens", written), View("parameters", {}))
    assert np.array_equal(found.actual, written["score_firms"])
    assert np.array_equal(found.alone, found.actual)
    moved = written["firms_wrong"] != 0
    assert moved.any()
    assert np.array_equal(found.clean[~moved], found.actual[~moved])
    assert (found.clean[moved] != found.actual[moved]).all()
    assert np.array_equal(found.credit_share, written["firms_credit_share"])


@pytest.mark.parametrize("change", [{"scoring.headline": "firms"}, {"lending.score": "firms"}])
def test_a_score_that_nobody_uses_cannot_be_asked_for(change):
    with pytest.raises(BadScenario, match="to mean, best or the name of a firm"):
        Scenario.load("essay").with_changes(change)
    assert Scenario.load("essay").with_changes(change | {"scoring.firms.used": "mean"})


def test_every_firm_has_a_use_of_its_name_and_channels_of_its_own():
    assert list(USES)[-len(FIRMS) :] == list(FIRMS)
    assert set(SEES) == set(FIRMS)
    assert len({frozenset(channels) for channels in SEES.values()}) == len(FIRMS)
