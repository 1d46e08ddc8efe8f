"""Results show themselves briefly, as people write numbers, and say that nobody in them exists."""

import pandas as pd
import pytest

from tests.charts.fabricated import comparison, one_run, three_worlds
from xinyong.display import LONGEST_REPR, MOST_ROWS, ONLY_SYNTHETIC, Table, brief, shown
from xinyong.errors import BadRequest
from xinyong.scenario.load import presets
from xinyong.scenario.scenario import Scenario


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2.286418e12, "2,286,418,000,000"),
        (1234567, "1,234,567"),
        (0.35, "0.35"),
        (True, "yes"),
        (None, ""),
        (float("nan"), ""),
        (["a", 2], "a, 2"),
        ("text", "text"),
    ],
)
def test_values_are_shown_as_people_write_them(value, words):
    assert shown(value) == words


def things():
    scenario = Scenario.load("essay")
    return [scenario, *(getattr(scenario, name) for name in scenario.sections()), scenario.window,
            one_run(), comparison(), three_worlds(), Table("x" * 300, ("a",), ({"a": 1},))]  # fmt: skip


@pytest.mark.parametrize("thing", things(), ids=lambda thing: type(thing).__name__)
def test_a_repr_is_short(thing):
    assert len(repr(thing)) <= LONGEST_REPR
    assert repr(thing).startswith(f"{type(thing).__name__}(")
    assert "\n" not in repr(thing)


def test_a_repr_names_what_it_is_of():
    assert repr(three_worlds()).startswith("Comparison('no-system', 'documented', 'essay', population=100000, seed=1")
    assert repr(Scenario.load("essay")).startswith("Scenario('essay', population=")
    assert brief("F", 1, from_="a") == "F(1, from='a')"


@pytest.mark.parametrize("thing", [Scenario.load("essay"), one_run(), three_worlds()], ids=lambda t: type(t).__name__)
def test_the_form_for_notebooks_is_small_readable_and_without_links(thing):
    page = thing._repr_html_()
    assert ONLY_SYNTHETIC in page
    assert "<table>" in page
    assert len(page) < 20_000
    assert "href" not in page
    assert "e+" not in page


def test_a_comparison_in_a_notebook_shows_values_and_differences():
    page = three_worlds()._repr_html_()
    for words in ("A no-system", "B documented", "C essay", "higher in C", "Under a sanction"):
        assert words in page


def test_every_preset_has_a_short_repr_and_a_page():
    for preset in presets():
        scenario = Scenario.load(preset)
        assert len(repr(scenario)) <= LONGEST_REPR
        assert scenario.title in scenario._repr_html_()


def test_a_table_is_rows_a_frame_and_a_page():
    rows = tuple({"name": f"<{k}>", "size": k * 1e6} for k in range(30))
    table = Table("Things", ("name", "size"), rows)
    assert len(table) == len(list(table)) == 30
    pd.testing.assert_frame_equal(table.frame(), pd.DataFrame(list(rows)))
    page = table._repr_html_()
    assert "&lt;1&gt;" in page
    assert "19,000,000" in page
    assert f"{30 - MOST_ROWS} more rows" in page


def test_a_table_without_numbers_has_no_chart():
    with pytest.raises(BadRequest, match="a table of numbers"):
        Table("Things", ("name",), ()).plot()
