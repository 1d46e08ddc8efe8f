"""The page of extreme cases: what must follow, what came, and what of it the run's report tells."""

import math
import re
from dataclasses import replace
from functools import cache

import pytest

from tests.charts.fabricated import fabricated, one_run
from xinyong.errors import BadFolder
from xinyong.evidence.limits import EXTREMES, Finding, Limit, Verdict
from xinyong.report import render
from xinyong.report.extremes import render_extremes, row, tally, told, write_extremes


def verdict(limit, obtained, *, expected=None, usual=0.3):
    return Verdict(limit, limit.is_ if expected is None else expected, 0.01, obtained, usual)


@cache
def findings():
    """Two made-up cases: one meets both of its limits, one fails one."""
    cases = [replace(EXTREMES[0], shown="share_sanctioned"), replace(EXTREMES[4], shown="share_listed")]
    exact, over = Limit("share_sanctioned", 0.0, "no <force>"), Limit("share_listed", 0.0, "still", relation="over")
    good, bad = (verdict(exact, 0.0), verdict(over, 0.02)), (verdict(exact, 0.25), verdict(over, 0.02))
    runs = fabricated("no-system", level=0.5, replicates=1), fabricated("documented", level=1.0, replicates=1)
    return tuple(Finding(case, verdicts, *runs) for case, verdicts in zip(cases, (good, bad), strict=True))


@pytest.fixture(scope="module")
def page():
    return render_extremes(findings())


def test_it_counts_what_is_met(page):
    assert tally(findings()) == "3 of 4 limits in 2 extreme cases are met."
    assert tally(findings()) in page
    assert page.count(">met</span>") == 3
    assert page.count(">not met</span>") == 1


def test_it_tells_case_reason_limit_and_what_came(page):
    for finding in findings():
        assert f'<h2 id="{finding.case.id}-title">{finding.case.title}</h2>' in page
    assert "no &lt;force&gt;" in page
    assert "over 0\u00a0%" in page
    assert "25.0\u00a0%" in page


def test_each_case_is_drawn_beside_its_usual_world(page):
    assert page.count("<figure ") == 2
    assert page.count("A usual") >= 4
    assert "B extreme" in page


def test_it_is_one_file_without_script_or_host(page):
    assert "<script" not in page
    assert not re.search(r"""(?:https?|wss?|ftp):|(?:src|href|action)=["']//|url\((?!#)""", page)
    assert "Content-Security-Policy" in page


def test_ids_are_unique_and_links_lead_somewhere(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


@pytest.mark.slow
def test_a_runs_report_tells_them_only_if_asked():
    without, told_in = render(one_run()), render(one_run(), extremes=findings())
    assert 'id="extremes"' not in without
    assert "xinyong report DIR --extremes" in without
    assert 'id="extremes"' in told_in
    assert "1 of 2 met" in told_in
    assert 'href="#extremes"' in told_in


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0, "index", "0"),
        (0.467, "index", "0.467"),
        (0.0072848, "index", "0.00728"),
        (-0.0072848, "index", "\u22120.00728"),
        (3.24e-11, "index", "3.2\u00a0×\u00a010⁻¹¹"),
        (0.5, "share", "50.0\u00a0%"),
        (math.nan, "index", "not defined"),
    ],
)
def test_small_numbers_keep_their_digits(value, unit, words):
    assert told(value, unit) == words


def test_a_limit_in_words():
    near = Limit("gini_income", 0.0073, "", tolerance=2e-4)
    assert row(Verdict(near, 0.0073, 2e-4, 0.0074, 0.4)).expected == "0.00730 ± 2.0\u00a0×\u00a010⁻⁴"
    assert row(verdict(Limit("share_listed", math.nan, ""), math.nan)).expected == "not defined"


def test_it_is_not_written_where_there_is_no_folder(tmp_path):
    with pytest.raises(BadFolder, match="a folder that does not exist"):
        write_extremes(findings(), tmp_path / "nowhere" / "extremes.html")
    assert (
        write_extremes(findings(), tmp_path / "extremes.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    )
