"""The page of checks: figures on record beside simulated ones, and what is missed or not expressed with its reason."""

import re

import pytest

from tests.evidence.test_record import worlds
from xinyong.evidence.record import CHECKS, UNEXPRESSED, Validation
from xinyong.report.validation import NO_REASON, parts, render_validation, row, write_validation


def judged(altered):
    return Validation(98_304, 1, tuple(check.judge(worlds(altered=altered)) for check in CHECKS))


@pytest.fixture(scope="module")
def page():
    return render_validation(judged(lambda value: 2.0 * value))


def test_what_is_missed_stands_out_with_its_reason(page):
    found = judged(lambda value: 2.0 * value)
    missed = [one for one in found.judged if one.state == "not met"]
    assert page.count('class="missed"') == len(missed) > 5
    assert NO_REASON in page
    assert found.tally in page
    assert page.count("not expressed</span>") == len(UNEXPRESSED)


def test_targets_are_in_order_and_none_is_lost():
    found = parts(judged(lambda value: value).to_dict()["checks"])
    assert [part.id for part in found] == [*(f"V{k}" for k in range(5, 16)), "2g"]
    assert sum(len(part.rows) for part in found) == len(CHECKS) + len(UNEXPRESSED)


def test_numbers_have_their_units():
    rows = [row(one) for one in judged(lambda value: value).to_dict()["checks"]]
    words = {(one.what, one.when): (one.accepted, one.obtained) for one in rows}
    assert words["entries into the court's list since it began", "2019-07"] == (
        "12.3\u00a0m to 16.7\u00a0m",
        "14.5\u00a0m",
    )
    assert words["approval in towns over the country", "2018-03"] == (
        "over 0\u00a0points",
        "+20.0\u00a0points",
    )
    assert words["talk of order changes nothing", ""] == ("", "")


def test_it_is_one_file_without_script_or_host(page, tmp_path):
    assert "<script" not in page
    assert not re.search(r"""(?:https?|wss?|ftp):|(?:src|href|action)=["']//|url\((?!#)""", page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert write_validation(judged(lambda value: value), tmp_path / "x.html").exists()
