"""What becomes of applicants is known wherever somebody lends, with a scorecard or without."""

from __future__ import annotations

import functools

import jax
import numpy as np
import pytest
from fairlearn.metrics import MetricFrame, equalized_odds_difference, true_positive_rate

import xinyong as xy
from xinyong.counting.count import Count
from xinyong.counting.groups import GROUPS
from xinyong.engine import simulate
from xinyong.measures.fairness import OUTCOMES
from xinyong.measures.registry import MEASURES, THEMES
from xinyong.mechanisms.lending.loan_performance import BANDS, UNSCORED, band_of
from xinyong.mechanisms.scoring import FAMILIES
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.vocabulary.scores import SCORES

from .laboratory import begin, simulate_months

WINDOW = {"window": {"from": "2014-01", "until": "2016-12"}}
HORIZON, BAD = 12, 3
OWN = {"followed_months", "followed_behind", "is_followed_borrower", "followed_band", "followed_event", "audited"}
OF_OUTCOMES = [m.id for m in THEMES["fairness"] if "window closed" in m.definition]


class Notebook:
    """Applicants as somebody would follow them by hand, one entry each."""

    def __init__(self, p: dict[str, float]) -> None:
        self.p = p
        self.open: dict[int, dict] = {}
        self.closed: list[dict] = []

    def month(self, people: dict[str, np.ndarray], year: int) -> None:
        """Go on with those who are followed, then note who applied."""
        was_open = set(self.open)
        ended = set()
        for who in was_open:
            entry = self.open[who]
            entry["months"] += 1
            self._behind(entry, people, who)
            if entry["months"] == HORIZON:
                self.closed.append(self.open.pop(who) | {"year": year, "who": who})
                ended.add(who)
        for who in np.flatnonzero(people["is_applicant"]).tolist():
            before, is_lent = self.open.get(who), bool(people["is_approved"][who])
            if who not in ended and (before is None or (is_lent and not before["is_lent"])):
                band = 1 + int(np.clip((people["score_factors"][who] - 350) // 25, 0, 23))
                band = band if people["score_factors"][who] > 0 else 25
                self.open[who] = {"is_lent": is_lent, "months": 0, "behind": 0, "failed": False, "band": band}

    def _behind(self, entry: dict, people: dict[str, np.ndarray], who: int) -> None:
        if entry["is_lent"]:
            entry["behind"] = int(people["arrears_months"][who])
        else:
            needed = (self.p["paper_floor"] + self.p["paper_instalment"]) * people["income_year_yuan"][who]
            is_short = people["arrears_months"][who] > 0 or people["cash_yuan"][who] < needed
            entry["behind"] = entry["behind"] + 1 if is_short else max(entry["behind"] - 1, 0)
        entry["failed"] |= entry["behind"] >= BAD or bool(people["is_default"][who])

    def of(self, year: int) -> list[dict]:
        """The last entry of everybody that closed in a year."""
        return list({entry["who"]: entry for entry in self.closed if entry["year"] == year}.values())


@functools.cache
def followed():
    """Three years of the record, and the notebook that was kept beside it."""
    scenario, people = Scenario.load("documented").with_changes(WINDOW), 30_000
    notebook = Notebook(scenario.lending.loan_performance.numbers(12 * 2014))
    assert (notebook.p["horizon_months"], notebook.p["bad_months"]) == (HORIZON, BAD)
    for now in simulate(scenario, population=people, cohort=people):
        notebook.month(now.cohort, now.month // 12)
    last = {name: now.cohort[name] for name in ("is_urban", "audited", "followed_band")}
    return notebook, last, Count(now.tally, now.tally, weight=1.0, on=scenario.on)


def by_hand():
    """Of those whose entry closed in the last year: who they are, whether they paid, whether they were lent to."""
    notebook, last, _ = followed()
    entries = notebook.of(2016)
    who = np.array([entry["who"] for entry in entries])
    pays = np.array([not entry["failed"] for entry in entries])
    lent = np.array([entry["is_lent"] for entry in entries])
    return np.where(last["is_urban"][who], "urban", "rural"), pays, lent


def test_in_the_record_error_rates_are_those_worked_out_by_hand():
    _, _, count = followed()
    area, pays, lent = by_hand()
    assert min((~pays & lent).sum(), (~pays & ~lent).sum()) >= 30
    expected = {
        "true_positive_rate": lent[pays].mean(),
        "false_positive_rate": lent[~pays].mean(),
        "precision": pays[lent].mean(),
        "negative_precision": (~pays)[~lent].mean(),
        "error_rate": (pays != lent).mean(),
    }
    for name, value in expected.items():
        assert MEASURES[f"approval_{name}"].values(count)[0] == pytest.approx(value, abs=1e-12), name
    frame = MetricFrame(metrics=true_positive_rate, y_true=pays, y_pred=lent, sensitive_features=area)
    for group, value in frame.by_group.items():
        found = MEASURES["approval_true_positive_rate"].values(count)[GROUPS.index(f"area={group}")]
        assert found == pytest.approx(value, abs=1e-12)
    gap = equalized_odds_difference(pays, lent, sensitive_features=area)
    assert float(MEASURES["equalized_odds_gap_area"].values(count)[0]) == pytest.approx(gap, abs=1e-12)


def test_everybody_is_kept_with_outcome_and_band_as_by_hand():
    notebook, last, _ = followed()
    expected = np.zeros(len(last["audited"]), int)
    for entry in notebook.of(2016):
        outcome = OUTCOMES.index(("" if entry["is_lent"] else "refused_") + ("failed" if entry["failed"] else "paid"))
        expected[entry["who"]] = outcome * (BANDS + 1) + entry["band"]
    assert np.array_equal(last["audited"], expected)
    expected[:] = 0
    expected[list(notebook.open)] = [entry["band"] for entry in notebook.open.values()]
    assert np.array_equal(last["followed_band"], expected)
    assert {1 + UNSCORED} < set(expected.tolist())


@pytest.fixture(scope="module")
def run():
    return xy.run(Scenario.load("documented").with_changes(WINDOW), population=30_000, cohort=0)


def test_a_run_of_the_record_can_be_audited(run):
    area, pays, lent = by_hand()
    found = run.fairness(["area"])
    found = found[found["month"].dt.year == 2016].set_index(["measure", "group"])
    for group in ("rural", "urban"):
        mine = area == group
        row = found.loc["error_rate", f"area={group}"]
        assert (row["n"], row["value"]) == (mine.sum(), pytest.approx((pays != lent)[mine].mean()))
    assert np.isnan(found.loc[("calibration_error", "area=rural"), "value"])  # no scorecard foretells anything
    bands = run.calibration(["area"])
    assert bands["predicted"].isna().all()
    without = bands[bands["score_from"].isna() & (bands["month"].dt.year == 2016)]
    assert without["group"].tolist() == ["area=rural", "area=urban"]
    assert without["observed"].notna().all()
    cut = run.fairness(["area"], cut=600.0).set_index(["measure", "group"])
    assert not cut.loc["approval_rate"].equals(
        run.fairness(["area"]).set_index(["measure", "group"]).loc["approval_rate"]
    )


def test_switched_off_nothing_is_known_and_nothing_else_moves():
    scenario = Scenario.load("documented").with_changes({"window": {"from": "2015-01", "until": "2016-12"}})
    off = scenario.set("lending.loan_performance.on", False)
    some, others = (simulate_months(s, begin(s, people=BLOCK), months=24) for s in (scenario, off))
    defined = [name for name in OF_OUTCOMES if not np.isnan(some.by_group(name)).all()]
    assert {"approval_error_rate", "approval_true_positive_rate", "equal_opportunity_gap_area"} <= set(defined)
    for name in OF_OUTCOMES:
        assert np.isnan(others.by_group(name)).all(), name
    for name in COLUMNS:
        if name in OWN:
            assert (others.columns[name] == COLUMNS[name].fill).all(), name
            assert np.any(some.columns[name]), name
        else:
            assert np.array_equal(some.columns[name], others.columns[name]), name
    for one, other in zip(some.tallies, others.tallies, strict=True):
        mine, theirs = one.arrays(), other.arrays()
        assert set(mine) - set(theirs) <= {"audit", "tables.audit"}
        assert all(np.array_equal(mine[name], theirs[name]) for name in theirs)


def rates_of_bands(**changes):
    """True positive rates by band of the commercial score, of bands with at least 100 who pay."""
    scenario = Scenario.load("documented").with_changes(WINDOW | {"consequences.on": False, **changes})
    audit = xy.run(scenario, population=3 * BLOCK, cohort=0).audit.astype({"what": str})
    audit = audit[(audit["month"].dt.year == 2016) & (audit["band"] < UNSCORED)]
    counts = audit[audit["what"].isin(OUTCOMES)].pivot_table(index="band", columns="what", values="n", aggfunc="sum")
    counts = counts.fillna(0)
    pays = counts["paid"] + counts["refused_paid"]
    return (counts["paid"] / pays)[pays >= 100]


@pytest.mark.slow
def test_whoever_ignores_scores_errs_alike_at_all_of_them_and_whoever_leans_on_them_does_not():
    # thin files, which go with low scores, are no reason to refuse either
    alike = {"lending.pricing": 0.0, "lending.thin_grant": 1.0}
    ignoring, leaning = (rates_of_bands(**alike, **{"lending.score_lean": lean}) for lean in (0.0, 1.0))
    assert len(ignoring) >= 5
    assert ignoring.max() - ignoring.min() < 0.1  # a bad record is refused all the same, and lowers the score
    assert leaning.iloc[-1] - leaning.iloc[0] > 0.5


def test_every_score_that_lenders_can_look_at_has_bands():
    assert set(FAMILIES) == set(SCORES)


@pytest.mark.parametrize("score", FAMILIES)
def test_bands_span_the_scale_of_every_score(score):
    scale = FAMILIES[score].scale
    low, width = scale
    points = np.array([0.0, 1.0, low + width - 0.5, low + width, low + 2 * width, low + 23 * width, 3000.0], np.float32)
    found = jax.device_get(band_of(points, scale))
    assert found.tolist() == [UNSCORED, 0, 0, 1, 2, 23, 23]
