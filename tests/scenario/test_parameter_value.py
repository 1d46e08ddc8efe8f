from hypothesis import given
from hypothesis import strategies as st

from xinyong.scenario.months import parse_month
from xinyong.scenario.parameter_value import Choice, Point, Setting, Switch


def dated(between, *rows):
    points = [Point(from_month=parse_month(m), value=v, source="2h", label="documented") for m, v in rows]
    return Setting(points=tuple(points), between=between)


STEPS = dated("step", ("2010-01", 1.0), ("2011-01", 3.0))
LINE = dated("linear", ("2010-01", 1.0), ("2011-01", 3.0))


def test_a_constant_holds_in_every_month():
    setting = Setting(points=(Point(value=0.3, source="assumption", label="hypothetical"),))
    assert not setting.is_dated
    assert setting.at(0) == setting.at(30_000) == 0.3


def test_a_dated_value_holds_until_the_next_one():
    assert STEPS.at(parse_month("2010-01")) == 1.0
    assert STEPS.at(parse_month("2010-12")) == 1.0
    assert STEPS.at(parse_month("2011-01")) == 3.0


def test_a_straight_line_joins_dated_values_if_declared():
    assert LINE.at(parse_month("2010-07")) == 2.0
    assert LINE.at(parse_month("2011-01")) == 3.0


def test_before_the_first_and_after_the_last_date_the_nearest_value_holds():
    for setting in (STEPS, LINE):
        assert setting.at(parse_month("1990-01")) == 1.0
        assert setting.at(parse_month("2050-01")) == 3.0


points = st.lists(st.tuples(st.integers(0, 40_000), st.floats(-1e6, 1e6)), min_size=1, unique_by=lambda p: p[0])


@given(points, st.integers(0, 40_000), st.sampled_from(["step", "linear"]))
def test_a_value_never_leaves_the_range_of_its_points(rows, month, between):
    rows = sorted(rows)
    dates = [Point(from_month=m, value=v, source="user", label="hypothetical") for m, v in rows]
    value = Setting(points=tuple(dates), between=between).at(month)
    values = [v for _, v in rows]
    slack = 1e-9 * max(1.0, *(abs(v) for v in values))
    assert min(values) - slack <= value <= max(values) + slack
    if between == "step":
        assert value in values


def test_the_label_of_many_points_is_the_most_cautious_one():
    points = [
        Point(from_month=i, value=0, source=s, label=label)
        for i, (s, label) in enumerate([("2h", "documented"), ("V1", "essay"), ("2h", "documented")])
    ]
    assert Setting(points=tuple(points)).label == "essay"
    assert Setting(points=tuple(points)).source == "2h, V1"
    points.append(Point(from_month=9, value=0, source="user", label="hypothetical", note="a guess"))
    assert Setting(points=tuple(points)).label == "hypothetical"
    assert Setting(points=tuple(points)).note == "a guess"


def test_settings_are_written_briefly():
    assert str(STEPS) == "1 from 2010-01, 3 from 2011-01"
    assert str(Setting(points=(Point(value=1 / 3, source="user", label="essay"),))) == repr(1 / 3)
    assert STEPS.plain == ((parse_month("2010-01"), 1.0), (parse_month("2011-01"), 3.0))


def test_a_switch_is_true_when_it_is_on():
    on = Switch(value=True, source="P3", label="essay", note="from the start")
    assert on
    assert not Switch(value=False, source="P3", label="essay")
    assert str(on) == "on"
    assert on.as_toml() == {"value": True, "source": "P3", "label": "essay", "note": "from the start"}


def test_a_choice_is_a_name():
    state = Choice(value="state", source="P16", label="essay")
    assert str(state) == state.plain == "state"
