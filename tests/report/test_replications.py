"""The page of replications: every target with its tolerance, and what failed or was skipped stands out."""

import math
import re

import pytest

from tests.evidence.fabricated import TARGETS, outcomes
from xinyong.errors import BadFolder
from xinyong.evidence.replications import Target, Verdict
from xinyong.report.replications import expected, near, render_replications, row, tally, write_replications


@pytest.fixture(scope="module")
def page():
    return render_replications(outcomes(), again="xinyong replicate --seed 3")


def test_it_counts_what_is_met_and_names_what_is_skipped(page):
    assert tally(outcomes()) == "3 of 4 targets in 2 replications are met. Skipped: needs-tables."
    assert tally(outcomes()) in page
    assert tally(outcomes()[:1]) == "2 of 2 targets in 1 replication are met."
    assert page.count(">met</span>") == 3
    assert page.count(">not met</span>") == 1


def test_what_did_not_reproduce_and_what_was_skipped_stand_out(page):
    assert '<strong>Not reproduced:</strong> <a href="#bad-law">' in page
    assert '<strong>Skipped (not the same as reproduced):</strong> <a href="#needs-tables">' in page
    assert page.count('<tr role="row" class="missed">') == 1
    assert "data not present: give the folder with --data" in page
    without = render_replications(outcomes()[:1])
    assert "Not reproduced" not in without
    assert "Skipped" not in without


def test_each_that_ran_has_a_figure_and_each_its_set_up_and_source(page):
    assert page.count("<figure ") == 2
    setup, source = "<dd>Nothing but <code>a.b</code>.</dd>", "<dd>Nobody (1900), Nowhere</dd>"
    assert page.count(f"<dt>Set-up here</dt>{setup}<dt>Source</dt>{source}") == 3
    assert "four standard errors" in page
    assert "&lt;1 %&gt;" in page
    assert "xinyong replicate --seed 3" in page


def test_it_is_one_file_without_script_or_host(page):
    assert "<script" not in page
    assert not re.search(r"""(?:https?|wss?|ftp):|(?:src|href|action)=["']//|url\((?!#)""", page)
    assert "Content-Security-Policy" in page


def test_ids_are_unique_and_links_lead_somewhere(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_targets_in_words():
    equal, over = TARGETS
    assert (expected(equal), expected(over)) == ("0.500", "over 20,000")
    assert row(Verdict(equal, 0.4966)).obtained == "0.497"
    assert row(Verdict(equal, 0.4966)).tolerance == "± 0.011"
    assert row(Verdict(equal, math.nan)).obtained == "not defined"


@pytest.mark.parametrize(
    ("value", "tolerance", "words"),
    [(-17.142, 0.5, "−17.14"), (0.00001, 0.01, "1e−05"), (12345.6, 100.0, "12,346"), (0.2667, 0.0, "0.2667")],
)
def test_numbers_have_the_digits_that_the_tolerance_gives_meaning(value, tolerance, words):
    assert near(value, Target("a", "a", 0.0, tolerance, "", "derived")) == words


def test_it_is_not_written_where_there_is_no_folder(tmp_path):
    with pytest.raises(BadFolder, match="a folder that does not exist"):
        write_replications(outcomes(), tmp_path / "nowhere" / "x.html")
    assert write_replications(outcomes(), tmp_path / "x.html").read_text("utf-8").rstrip().endswith("</html>")
