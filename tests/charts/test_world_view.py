"""The worlds of a picture: who they are, and their series as averages and ranges over replicates."""

import numpy as np
import pytest

from tests.charts.fabricated import comparison, one_run, three_worlds
from xinyong.charts import world_views
from xinyong.charts.colours import INK, LOOKS, MUTED, look
from xinyong.errors import BadRequest


def test_the_baseline_is_blue_and_solid_and_the_second_world_orange_and_dashed():
    a, b = world_views(comparison())
    assert (a.called, a.look.colour, a.look.dash, a.label) == ("A no-system", "#0072b2", (), "hypothetical")
    assert (b.called, b.look.colour, b.look.dash, b.label) == ("B documented", "#d55e00", (6, 3), "documented")


def test_no_two_worlds_look_alike_in_any_way():
    assert [side.called for side in world_views(three_worlds())] == ["A no-system", "B documented", "C essay"]
    for part in ("css", "letter", "colour", "text_colour", "soft_colour", "dash", "shape"):
        assert len({getattr(look, part) for look in LOOKS}) == len(LOOKS)


def test_there_is_a_look_for_any_number_of_worlds():
    assert len({look(place).letter for place in range(40)}) == 40


def test_a_single_world_needs_no_letter():
    (alone,) = world_views(one_run())
    assert alone.called == "documented"


def test_a_month_is_the_mean_and_range_of_its_replicates():
    _, b = world_views(comparison())
    frame = b.monthly("gini_income")
    wide = b.replicates("gini_income")
    assert list(frame["replicates"].unique()) == [3]
    np.testing.assert_allclose(frame["value"], wide.mean(axis=1))
    np.testing.assert_allclose(frame["low"], wide.min(axis=1))
    np.testing.assert_allclose(frame["high"], wide.max(axis=1))
    assert frame["year"].iloc[0] == 2013
    assert (frame["n"] == 100).all()


def test_a_score_that_is_off_is_defined_nowhere():
    a, b = world_views(comparison())
    assert not a.has("mean_score")
    assert b.has("mean_score")
    assert a.monthly("mean_score").empty


def test_months_are_summed_up_as_pandas_would():
    _, b = world_views(comparison())
    rows = b.run.series.query("measure == 'gini_income' and group == 'area=urban'")
    by_month = rows.groupby("month")["value"]
    found = b.monthly("gini_income", "area=urban").set_index("month")
    for column, expected in (("value", by_month.mean()), ("low", by_month.min()), ("high", by_month.max())):
        assert found[column].to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-12)
    assert set(found["replicates"]) == {3}
    assert b.monthly("gini_income", "area=urban") is b.monthly("gini_income", "area=urban")


@pytest.mark.parametrize(
    ("measure", "group", "nearest"),
    [("gini_incme", "all", "gini_income"), ("gini_income", "area=urbn", "area=urban")],
)
def test_an_unknown_measure_or_group_is_refused_with_the_nearest(measure, group, nearest):
    (alone,) = world_views(one_run())
    with pytest.raises(BadRequest, match=nearest):
        alone.monthly(measure, group)


def contrast(colour):
    """Contrast on white (WCAG 2.2)."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("colour", [*(look.text_colour for look in LOOKS), INK, MUTED])
def test_words_stand_out_from_the_page(colour):
    assert contrast(colour) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
def test_words_stand_out_from_their_surface(look):
    assert contrast(look.text_colour) / contrast(look.soft_colour) >= 4.5


@pytest.mark.parametrize("colour", [look.colour for look in LOOKS])
def test_marks_stand_out_from_the_page(colour):
    assert contrast(colour) >= 3
