import numpy as np
import pytest

from xinyong.engine.checkpoint import Past
from xinyong.engine.fork import carry_over, check_same_people
from xinyong.errors import BadRequest
from xinyong.measures.registry import COUNTED
from xinyong.mechanisms import INITIALIZATION, ORDER
from xinyong.mechanisms.lending.loan_performance import UNSCORED
from xinyong.results.fairness_audit import KEPT, without_bands
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS, STATE


def past(scenario: Scenario, **changes) -> Past:
    found = {
        "version": "1",
        "scenario_hash": scenario.hash,
        "seed": 1,
        "population": 1000,
        "first_month": scenario.window.from_,
        "month": scenario.window.from_ + 5,
        "society": scenario.society.model_dump(mode="json"),
        "on": sorted(scenario.on),
        "rules": [rule.id for rule in scenario.rules],
        "network": "",
    }
    return Past(**{**found, **changes})


def ones() -> dict[str, np.ndarray]:
    return {name: np.ones((1, BLOCK), COLUMNS[name].dtype) for name in STATE}


def by_name(*names: str):
    return [mechanism for mechanism in ORDER if mechanism.name in names]


def test_the_same_mechanisms_carry_everything(quiet):
    mechanisms = by_name(*quiet.on)
    kept = ones()
    after = carry_over(kept, past(quiet), mechanisms=mechanisms, rules=[r.id for r in quiet.rules], credit_score="")
    written = {c for m in (INITIALIZATION, *mechanisms) for c in m.writes if c in STATE}
    assert all(after[name] is kept[name] for name in written | {"ties"})


def test_a_person_s_own_things_are_carried_into_any_scenario(quiet):
    after = carry_over(ones(), past(quiet, on=[]), mechanisms=[], rules=[], credit_score="")
    assert (after["cash_yuan"] == 1).all()
    assert (after["debt_informal_yuan"] == 1).all()
    assert (after["approval"] == 1).all()
    assert (after["ties"] == 1).all()


def test_the_count_remembers_everything_but_the_score_which_may_be_another_one(quiet):
    after = carry_over(ones(), past(quiet, on=[]), mechanisms=[], rules=[], credit_score="", memories=COUNTED.memories)
    assert all(after[f"{when}_{what}_bin"].all() for when in ("last", "first") for what in ("income", "wealth"))
    assert not any(after[f"{when}_score_bin"].any() for when in ("last", "first"))


def test_what_a_new_mechanism_holds_starts_as_if_it_had_never_existed(quiet):
    after = carry_over(
        ones(),
        past(quiet, on=["scoring.unified"]),
        mechanisms=by_name("scoring.unified", "scoring.points"),
        rules=[],
        credit_score="",
    )
    assert (after["score_unified"] == 1).all()
    assert (after["score_points"] == COLUMNS["score_points"].fill).all()
    assert (after["is_listed"] == COLUMNS["is_listed"].fill).all()


def test_rules_in_force_follow_their_ids(quiet):
    kept = {"in_force": np.tile(np.array([0b001, 0b110, 0b111, 0b000], np.uint32), BLOCK // 4)[None]}
    consequences = by_name("consequences")
    old = past(quiet, on=["consequences"], rules=["flights", "rail", "shame"])
    same = carry_over(kept, old, mechanisms=consequences, rules=["flights", "rail", "shame"], credit_score="")
    assert same["in_force"] is kept["in_force"]
    moved = carry_over(kept, old, mechanisms=consequences, rules=["new", "shame", "flights"], credit_score="")
    assert moved["in_force"][0, :4].tolist() == [0b100, 0b010, 0b110, 0b000]
    gone = carry_over(kept, old, mechanisms=[], rules=[], credit_score="")
    assert not gone["in_force"].any()


def test_people_must_be_the_same(quiet):
    kept = past(quiet)
    check_same_people(kept, quiet, seed=1, population=1000, network="")
    with pytest.raises(BadRequest, match=r"seed: received 2; accepted: 1"):
        check_same_people(kept, quiet, seed=2, population=1000, network="")
    with pytest.raises(BadRequest, match="population: received 999"):
        check_same_people(kept, quiet, seed=1, population=999, network="")
    with pytest.raises(BadRequest, match="network: received"):
        check_same_people(kept, quiet, seed=1, population=1000, network="abc")
    other = quiet.set("society.urban_share", 0.51)
    with pytest.raises(BadRequest, match=r"society\.urban_share: received another value"):
        check_same_people(kept, other, seed=1, population=1000, network="")


def test_a_fork_must_have_months_to_run(quiet):
    with pytest.raises(BadRequest, match=r"window\.until: received 2013-08"):
        check_same_people(past(quiet, month=quiet.window.until), quiet, seed=1, population=1000, network="")


def test_bands_of_a_score_that_lenders_no_longer_look_at_are_forgotten(quiet):
    kept = ones() | {
        "followed_band": np.array([[0, 1, 7, 25]], np.uint8),
        "audited": np.array([[0, 1, 25, 26]], COLUMNS["audited"].dtype),
    }
    same, other = (
        carry_over(
            kept,
            past(quiet, on=["lending.loan_performance"], credit_score=score),
            mechanisms=by_name("lending.loan_performance"),
            rules=[],
            credit_score="bureau",
        )
        for score in ("bureau", "factors")
    )
    assert (same["followed_band"] == kept["followed_band"]).all()
    assert (same["audited"] == kept["audited"]).all()
    assert other["followed_band"].tolist() == [[0, 25, 25, 25]]
    assert other["audited"].tolist() == [[0, 25, 25, 50]]
    assert other["followed_band"].dtype == kept["followed_band"].dtype


def test_audits_of_years_gone_by_are_then_without_bands_too():
    month, paid, people = 24_191, 8, 0
    rows = np.array([[month, 3, paid, 4, 10], [month, 3, paid, 9, 5], [month, 3, people, 0, 7]], np.int64)
    assert list(KEPT)[paid] == "paid"
    found = without_bands(rows)
    assert sorted(found.tolist()) == sorted([[month, 3, people, 0, 7], [month, 3, paid, UNSCORED, 15]])
