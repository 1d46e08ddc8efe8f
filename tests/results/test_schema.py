"""The schemas of a run folder are fixed, and the hash sees every bit and no order."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinyong.results.schema import SERIES, cohort_schema, month_dates, series_frame, series_from_frame, series_hash
from xinyong.scenario.months import format_month, parse_month

from .fabricated import cohort, series


def test_the_series_schema_is_the_documented_one():
    assert [(f.name, str(f.type), f.nullable) for f in SERIES] == [
        ("month", "date32[day]", False),
        ("measure", "string", False),
        ("group", "string", False),
        ("value", "double", True),
        ("n", "int64", False),
        ("replicate", "int32", False),
    ]


def test_the_cohort_schema_begins_with_who_and_when_and_keeps_each_columns_own_type():
    schema = cohort_schema(["income_yuan", "approval", "is_urban", "ties"])
    assert [str(t) for t in schema.types] == [
        "int64",
        "date32[day]",
        "int32",
        "int32",
        "float",
        "bool",
        "uint8",
    ]
    assert schema.field("income_yuan").metadata[b"unit"] == b"yuan/month"


@given(st.integers(0, 12 * 3000))
def test_months_become_the_first_day_of_the_month(month):
    date = month_dates([month])[0].as_py() if month >= 12 else None
    if date is not None:
        assert f"{date:%m}-{date.day}" == f"{format_month(month)[5:]}-1"
        assert date.year == month // 12


def test_undefined_values_are_null_on_disk_and_nan_in_the_frame():
    table = series(0)
    assert table["value"].null_count == 4
    assert series_frame(table)["value"].isna().sum() == 4


def test_a_frame_becomes_the_same_table_again():
    assert series_from_frame(series_frame(series(0))).equals(series(0))


def test_the_hash_does_not_see_the_order_of_rows():
    table = series(0)
    shuffled = table.take(pa.array(np.random.default_rng(0).permutation(table.num_rows)))
    assert series_hash(shuffled) == series_hash(table)


@pytest.mark.parametrize("column", ["month", "measure", "group", "value", "n", "replicate"])
def test_the_hash_sees_every_column(column):
    frame = series(0).to_pandas()
    frame.loc[0, column] = {
        "month": month_dates([parse_month("2014-01")])[0].as_py(),
        "measure": "gini_wealth",
        "group": "area=rural",
        "value": np.nextafter(frame.loc[0, "value"], 1),
        "n": 501,
        "replicate": 1,
    }[column]
    changed = pa.Table.from_pandas(frame, schema=SERIES, preserve_index=False)
    assert series_hash(changed) != series_hash(series(0))


def test_the_cohort_has_one_row_a_citizen_and_month():
    frame = cohort(1).to_pandas()
    assert frame[["citizen", "replicate"]].to_numpy().tolist() == [[3, 1], [77, 1], [3, 1], [77, 1]]
    assert frame["income_yuan"].tolist() == [1500, 900, 1520, 880]
    assert [str(m) for m in frame["month"]] == ["2013-01-01", "2013-01-01", "2013-02-01", "2013-02-01"]
