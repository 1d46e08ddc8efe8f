"""The joint distribution meets every margin, and says so when no population can."""

import pytest

from xinyong.errors import BadScenario
from xinyong.scenario.sections.society import Society
from xinyong.society.margins import AXES, PROVINCES, categories, joint, margins, members, share

SHARES = {"urban_share": 0.639, "party_share": 0.066, "offline_share": 0.296}


def test_every_margin_is_met():
    weights = joint(**SHARES)
    assert weights.sum() == pytest.approx(1.0)
    assert (weights >= 0).all()
    for margin in margins(**SHARES):
        assert share(weights, margin) == pytest.approx(margin.share, abs=1e-8), margin.name


def test_the_shares_of_an_axis_add_up_to_one():
    for axis in ("age", "education", "occupation"):
        shares = [m.share for m in margins(**SHARES) if m.name.startswith(f"{axis}:")]
        assert len(shares) == len(AXES[axis])
        assert sum(shares) == pytest.approx(1.0)


def test_nobody_retires_young():
    young = members({"age": ("18-29", "30-44"), "occupation": ("retired",)})
    assert joint(**SHARES)[young].sum() == 0.0


def test_associations_survive_the_fitting():
    weights, of = joint(**SHARES), categories()

    def mean(axis, value, among):
        chosen = weights * (of[among] == value)
        return (chosen * of[axis]).sum() / chosen.sum()

    assert mean("education", 1, "area") > mean("education", 0, "area")
    assert mean("education", 0, "age") > mean("education", 3, "age")
    assert mean("net", 3, "age") > mean("net", 0, "age")


def test_every_margin_has_a_source():
    assert {m.source for m in margins(**SHARES)} == {"2e", "2g", "assumption"}


def test_there_are_31_provinces():
    assert len({name for name, _, _ in PROVINCES}) == 31


@pytest.mark.parametrize("name", SHARES)
@pytest.mark.parametrize("end", ["low", "high"])
def test_every_margin_is_met_at_the_ends_of_the_ranges(name, end):
    asked = {**SHARES, name: getattr(Society.declared()[name], end)}
    weights = joint(**asked)
    for margin in margins(**asked):
        assert share(weights, margin) == pytest.approx(margin.share, abs=1e-8), margin.name


def test_shares_that_no_population_can_have_together_are_refused():
    with pytest.raises(BadScenario, match="offline_share"):
        joint(urban_share=0.9, party_share=0.066, offline_share=0.99)
