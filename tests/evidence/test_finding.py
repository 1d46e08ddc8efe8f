"""A finding: which values meet it, how results add up, and what it takes to add one."""

from __future__ import annotations

import json
import math
import textwrap
from dataclasses import replace

import pytest

from tests.evidence.fabricated import GOOD, SKIPPED, extreme_cases, replicated, validated, worlds
from tests.runs.test_progress import Diary
from xinyong import replicate
from xinyong.errors import BadFolder, BadRequest, BadScenario
from xinyong.evidence import extremes, replications, validate
from xinyong.evidence.extreme_case import Limit
from xinyong.evidence.finding import KINDS, Evidence, Expected, Finding, Subject
from xinyong.measures.registry import MEASURES

NAN = math.nan


@pytest.mark.parametrize(
    ("expected", "obtained", "is_met"),
    [
        (Expected(0.5, 0.1), 0.61, False),
        (Expected(0.5, 0.1), 0.59, True),
        (Expected(0.5, 0.1), NAN, False),
        (Expected(0.5, relation="exact"), 0.5 + 2e-6, False),
        (Expected(1e9, relation="exact"), 1e9 + 100, True),
        (Expected(1e9, relation="exact"), 1e9 + 10_000, False),
        (Expected(0.0, relation="exact"), NAN, False),
        (Expected(relation="undefined"), 0.0, False),
        (Expected(relation="undefined"), NAN, True),
        (Expected(0.0, relation="over"), 0.0, False),
        (Expected(0.0, relation="over"), 1e-9, True),
        (Expected(0.0, relation="over"), NAN, False),
        (Expected(1.0, 0.35, "over"), 1.3, False),
        (Expected(1.0, 0.35, "under"), 0.6, True),
        (Expected(1.0, relation="under"), 1.0, False),
        (Expected(1.0, relation="under"), 0.5, True),
        (Expected(relation="within", bands=((1.0, 2.0),)), 1.0, True),
        (Expected(relation="within", bands=((1.0, 2.0),)), 2.0, True),
        (Expected(relation="within", bands=((1.0, 2.0),)), 2.01, False),
        (Expected(relation="within", bands=((1.0, 2.0), (3.0, 4.0))), 3.5, True),
        (Expected(relation="within", bands=((1.0, 2.0),)), NAN, False),
    ],
)
def test_which_values_meet_an_expectation(expected, obtained, is_met):
    found = Finding("a", "b", expected, "closed form").judged(obtained)
    assert found.verdict == ("met" if is_met else "not met")


def test_the_known_reason_stays_only_with_a_failure():
    finding = Finding("a", "b", Expected(1.0), "closed form", reason="Because.")
    assert (finding.judged(1.0).reason, finding.judged(2.0).reason) == ("", "Because.")


def test_the_summary_counts_verdicts_and_names_what_failed_or_was_skipped():
    met = "3 of 4 findings are met."
    assert replicated().summary == f"{met} Not met: 1 (bad-law). Not judged: 2 skipped (needs-tables)."
    assert extreme_cases().summary == "3 of 4 findings are met. Not met: 1 (no-force)."
    assert validated().summary == "51 of 51 findings are met. Not judged: 9 not expressed."
    assert [subject.verdict for subject in replicated().subjects] == ["met", "not met", "skipped"]
    assert (replicated().is_passed, validated().is_passed) == (False, True)


def test_what_is_skipped_or_not_expressed_fails_nothing():
    (skipped,) = replicated().subjects[2:]
    assert {finding.verdict for finding in skipped.findings} == {"skipped"}
    assert replace(replicated(), subjects=(skipped,)).is_passed


@pytest.mark.parametrize("found", [replicated(), validated(lambda value: NAN), extreme_cases()], ids=lambda f: f.title)
def test_every_result_has_the_same_forms(found):
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert set(data) == {"title", "again", "settings", "is_passed", "summary", "subjects"}
    rows = [finding for subject in data["subjects"] for finding in subject["findings"]]
    assert {tuple(row) for row in rows} == {tuple(Finding.__dataclass_fields__)}
    frame = found.frame()
    assert len(frame) == len(rows) == len(found.findings)
    assert {"subject", "question", "expected", "obtained", "verdict", "kind", "source", "why"} <= set(frame)
    assert repr(found).startswith(f"Evidence('{found.title}': ")
    assert len(repr(found)) < 100
    assert found.summary in found._repr_html_()
    assert {finding.kind for finding in found.findings} <= set(KINDS)
    judged = [finding for finding in found.findings if finding.verdict != "not expressed"]
    assert all(finding.source and finding.expected.why for finding in judged)


@pytest.mark.parametrize("found", [replicated(), validated(lambda value: NAN), extreme_cases()], ids=lambda f: f.title)
def test_every_result_is_drawn_as_a_whole_and_by_subject(found):
    spec = found.plot().to_dict()
    assert spec["title"] == found.title
    (rows,) = spec["datasets"].values()
    assert sum(row["findings"] for row in rows) == len(found.findings)
    for subject in found.subjects:
        if subject.picture is None:
            with pytest.raises(BadRequest, match=r"a subject with a figure.*\.frame\(\)"):
                found.plot(subject.id)
        else:
            assert found.plot(subject.id).to_dict()["title"]["text"]
    with pytest.raises(BadRequest, match="Did you mean"):
        found.plot(found.subjects[0].id + "s")


def test_a_claim_fits_the_shape():
    claim = Finding(
        "income-gini",
        "Gini of income in 2030, essay minus no-system",
        Expected(0.01, relation="over", text="the 95 % interval lies above 0.01", why="smallest effect that counts"),
        "free check",
        source="W5",
        when="2030-12",
        measures=("gini_income",),
        worlds=("no-system", "essay"),
        refute="an interval that includes 0.01 at 8 replicates",
        threats="Incomes react to sanctions by assumption.",
    )
    subject = Subject("w5", "The system magnifies inequality (claim W5)", "Claim.", (claim.judged(0.02, usual=0.46),))
    found = Evidence("Claims", "Lead.", "Method.", (subject,), "xinyong claims")
    assert found.is_passed
    assert found.to_dict()["subjects"][0]["findings"][0]["threats"]


NEW = """
    from xinyong.evidence.finding import Curve, Curves
    from xinyong.evidence.replications.replication import Found, Replication, target

    REPLICATION = Replication(
        "one-half", "One half", "Nobody (1900)", "A half.", "Nothing.",
        (target("half", "half of one", 0.5, 0.0, "exact", "closed form"),), {"livelihood.subsidy": 0.4},
        lambda setup: Found({"half": 0.5}, Curves("Half", "x", "y", (Curve("here", [0], [0.5], "points"),))),
    )
"""


def test_a_new_replication_is_one_new_file(tmp_path, monkeypatch):
    (tmp_path / "one_half.py").write_text(textwrap.dedent(NEW), encoding="utf-8")
    monkeypatch.setattr(replications, "__path__", [*replications.__path__, str(tmp_path)])
    names = [one.name for one in replications.find(replications.__path__)]
    assert sorted(names) == sorted([*replications.REPLICATIONS, "one-half"])
    (new,) = replications.find([str(tmp_path)])
    (finding,) = replicate([new]).findings
    assert (finding.verdict, finding.source) == ("met", "Nobody (1900)")
    assert "xinyong replicate one-half --set livelihood.subsidy=0.4 must fail" in finding.refute


def test_a_new_check_is_one_entry_of_the_targets(monkeypatch):
    check = validate._check(
        "V5", "new", "Entries", validate._near("9 m", 9e6, "people"), "free check", "2a B",
        validate.level("listings_cumulative", "2017-11"),
    )  # fmt: skip
    monkeypatch.setattr(validate, "CHECKS", (*validate.CHECKS, check))
    judged = [one.judge(worlds()) for one in validate.CHECKS]
    found = validate.gathered(judged, population=1000, seed=1, people_per_citizen=1000.0)
    assert found.subjects[0].findings[-1].verdict == "met"


def test_a_new_limit_is_one_entry_of_the_cases(monkeypatch):
    case = extremes.EXTREMES["no-force"]
    new = Limit("mean_degree", 0.0, "new", relation="over")
    monkeypatch.setattr(extremes, "EXTREMES", {case.id: replace(case, limits=(*case.limits[1:], new))})
    found = extremes.extremes("no-force", population=2_000, window={"from": "2018-11", "until": "2018-12"})
    assert found.findings[-1].question == MEASURES["mean_degree"].name
    assert found.is_passed


def test_replications_are_run_from_python(monkeypatch):
    monkeypatch.setattr("xinyong.evidence.replicate.REPLICATIONS", {one.name: one for one in (GOOD, SKIPPED)})
    diary = Diary()
    found = replicate("good-law", changes={"livelihood.subsidy": 0.505}, progress=diary)
    assert found.is_passed
    assert found.again == "xinyong replicate good-law --set livelihood.subsidy=0.505"
    assert diary.words == [("start", 1, 0), (1, 0), "end"]
    assert [subject.verdict for subject in replicate().subjects] == ["met", "skipped"]
    for wrong, error in (
        ({"names": "bad"}, BadRequest),
        ({"seed": -1}, BadRequest),
        ({"data": "/nowhere"}, BadFolder),
        ({"changes": {"foo": 1}}, BadScenario),
    ):
        with pytest.raises(error):
            replicate(**wrong)


def test_a_population_that_is_too_small_or_an_unknown_case_is_refused():
    with pytest.raises(BadRequest, match="2000"):
        validate.validate(population=10)
    with pytest.raises(BadRequest, match="2000"):
        extremes.extremes(population=10)
    with pytest.raises(BadRequest, match=r"cases: received no-freinds; .*no-friends"):
        extremes.extremes(["no-freinds"])
