"""The page of findings: every finding with its verdict; what failed, was skipped or is not expressed stands out."""

import math
import re

import pytest

from tests.charts.fabricated import one_run
from tests.evidence.fabricated import TARGETS, extreme_cases, replicated, validated
from tests.reports.pages import page_of
from xinyong.errors import BadFolder
from xinyong.evidence.extremes import EXTREMES
from xinyong.evidence.finding import Expected, Finding
from xinyong.evidence.validate import CHECKS
from xinyong.reports import render
from xinyong.reports.findings import NO_REASON, in_words, render_findings, row, sections, write_findings

FOUND = {"replicate": replicated(), "validate": validated(lambda value: 2.0 * value), "extremes": extreme_cases()}


@pytest.fixture(scope="module")
def pages():
    return {name: render_findings(found) for name, found in FOUND.items()}


each = pytest.mark.parametrize("name", FOUND)


@each
def test_it_counts_what_is_met_and_marks_every_failure(name, pages):
    found, page = FOUND[name], pages[name]
    assert found.summary in page
    assert page.count('class="missed"') == found.counts["not met"] > 0
    assert page.count('<td role="cell" data-label="Verdict">') == len(found.findings)
    assert '<strong>Not met:</strong> <a href="#' in page


@each
def test_it_is_one_file_without_script_or_host(name, pages):
    page = pages[name]
    assert "<script" not in page
    assert not re.search(r"""(?:https?|wss?|ftp):|(?:src|href|action)=["']//|url\((?!#)""", page)
    assert "Content-Security-Policy" in page


@each
def test_ids_are_unique_and_links_lead_somewhere(name, pages):
    ids = re.findall(r'\bid="([^"]+)"', pages[name])
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', pages[name])) <= set(ids)


def test_what_was_skipped_stands_out_with_its_reason(pages):
    page = pages["replicate"]
    assert '<strong>Skipped (not the same as met):</strong> <a href="#needs-tables">' in page
    assert "data not present: give the folder with --data" in page
    without = render_findings(replicated().__class__("T", "L", "M", replicated().subjects[:1], "again"))
    assert "Not met:" not in without
    assert "Skipped" not in without


def test_each_that_ran_has_a_figure_and_each_its_set_up_source_and_refutation(pages):
    page = pages["replicate"]
    assert page.count("<figure ") == 2
    setup, source = "<dd>Nothing but <code>a.b</code>.</dd>", "<dd>Nobody (1900), Nowhere</dd>"
    assert page.count(f"<dt>Set-up</dt>{setup}<dt>Source</dt>{source}") == 3
    assert "<code>xinyong replicate good-law --set livelihood.subsidy=0.4</code>" in page
    assert "four standard errors" in page
    assert "&lt;1 %&gt;" in page
    assert "xinyong replicate good-law bad-law needs-tables --seed 3" in page


def test_each_case_is_drawn_beside_its_usual_world(pages):
    page = pages["extremes"]
    assert page.count("<figure ") == 2
    assert page.count("A usual") >= 4
    assert "B extreme" in page
    assert "no &lt;force&gt;" in page
    assert "over 0\u00a0%" in page
    assert "25.0\u00a0%" in page


def test_a_failed_check_shows_its_known_reason_and_gaps_show_theirs(pages):
    page = pages["validate"]
    assert "Simulated entries keep the pace" in page
    assert NO_REASON in page
    assert page.count("not expressed</span>") == 10  # nine gaps, and V15, of which there is nothing else
    assert re.search(r"calibrated</dt><dd>\d+ of \d+ met: parameters were adjusted by hand", page)


def test_targets_are_in_order_and_none_is_lost():
    found = sections(validated(), is_drawn=False)
    assert [one.subject.id for one in found] == [*(f"V{k}" for k in range(5, 16)), "2g"]
    assert sum(len(one.rows) for one in found) == len(CHECKS)


def test_a_runs_report_has_evidence_only_if_asked():
    without = page_of("one run")
    for command in FOUND:
        assert f'id="{command}"' not in without
        assert f"xinyong report DIR --{command}" in without
    assert all(case.title.lower() in without for case in EXTREMES.values())


@pytest.mark.slow
def test_a_runs_report_includes_evidence_of_every_kind():
    page = render(one_run(), evidence=tuple(FOUND.values()))
    for command, found in FOUND.items():
        assert f'id="{command}"' in page
        assert page.count(f'href="#{command}"') == 2
        assert all(f"{one.subject.title}: {one.tally}" in page for one in sections(found, is_drawn=False))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)


def words_of(finding: Finding):
    one = row(finding)
    return one.expected, one.accepted, one.obtained


def test_targets_in_words():
    equal, over = TARGETS
    assert words_of(equal.judged(0.4966)) == ("0.500", "±\u00a00.011", "0.497")
    assert words_of(over.judged(math.nan)) == ("over 20,000", "", "not defined")


def test_limits_in_words():
    near = Finding("a", "a", Expected(0.0073, 2e-4, unit="index"), "closed form").judged(0.0073)
    assert words_of(near) == ("0.00730", "±\u00a02.0\u00a0×\u00a010⁻⁴", "0.00730")
    exact = Finding("a", "a", Expected(0.0, relation="exact", unit="share"), "closed form").judged(0.5, usual=0.25)
    assert (*words_of(exact), row(exact).usual) == ("0\u00a0%", "exactly", "50.0\u00a0%", "25.0\u00a0%")
    gone = Finding("a", "a", Expected(relation="undefined", unit="index"), "closed form").judged(math.nan)
    assert words_of(gone) == ("not defined", "", "not defined")


def test_checks_have_their_units():
    found = {f"{one.question}, {one.when}": one for part in sections(validated(), is_drawn=False) for one in part.rows}
    entries = found["Cumulative entries into the court list, 2019-07"]
    assert (entries.expected, entries.accepted) == ("14.5 m", "12.3\u00a0m to 16.7\u00a0m\u00a0people")
    assert (entries.obtained, entries.source) == ("14.5\u00a0m\u00a0people", "2a (B)")
    towns = found["Expressed approval, towns minus countryside, 2018-03"]
    assert (towns.expected, towns.accepted, towns.obtained) == ("higher", "over 0\u00a0points", "+20.0\u00a0points")
    gap = found["Messages about public order change nothing, "]
    assert (gap.expected, gap.accepted, gap.obtained) == ("no effect", "", "")


@pytest.mark.parametrize(
    ("value", "tolerance", "words"),
    [
        (-17.142, 0.5, "−17.14"),
        (0.00001, 0.01, "1.0\u00a0×\u00a010⁻⁵"),
        (12345.6, 100.0, "12,346"),
        (0.2667, 0.0, "0.2667"),
        (0.0, 0.0, "0"),
        (0.467, 0.0, "0.467"),
        (-0.0072848, 0.0, "−0.007285"),
        (3.24e-11, 0.0, "3.2\u00a0×\u00a010⁻¹¹"),
        (math.nan, 0.1, "not defined"),
    ],
)
def test_numbers_have_the_digits_that_the_tolerance_gives_meaning(value, tolerance, words):
    assert in_words(value, Expected(0.0, tolerance, unit="index")) == words


def test_it_is_not_written_where_there_is_no_folder(tmp_path):
    with pytest.raises(BadFolder, match="a folder that does not exist"):
        write_findings(replicated(), tmp_path / "nowhere" / "x.html")
    assert write_findings(replicated(), tmp_path / "x.html").read_text("utf-8").rstrip().endswith("</html>")
