import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xinyong.scenario.toml import value_toml

words = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    words | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), inner),
    max_leaves=8,
)


@given(values)
def test_what_is_written_is_what_python_reads(value):
    assert tomllib.loads(f"value = {value_toml(value)}")["value"] == value


def test_what_a_scenario_does_not_hold_is_not_written():
    with pytest.raises(TypeError, match="NoneType"):
        value_toml(None)
