"""The page on validation tells of the replications and checks that there are, and why what failed failed."""

import pytest
from docs_pages import validated

from xinyong.evidence.record import CHECKS, UNEXPRESSED
from xinyong.evidence.replications import REPLICATIONS

RENEW = "run `uv run python tools/validate_docs.py --data DIR` and `uv run python tools/generate_docs.py`"
KEPT = validated.kept()


def plain(heads, rows):
    return "\n".join(" | ".join(map(str, row)) for row in (heads, *rows))


def test_every_replication_is_told_with_its_targets():
    assert [one["name"] for one in KEPT["replications"]] == [one.name for one in REPLICATIONS], RENEW
    for one, replication in zip(KEPT["replications"], REPLICATIONS, strict=True):
        said = {target["id"]: (target["target"], target["tolerance"]) for target in one["targets"]}
        if one["verdict"] != "skipped":
            assert said == {t.id: pytest.approx((t.expected, t.tolerance)) for t in replication.targets}, RENEW


def test_every_check_and_gap_is_told():
    told = [(one["target"], one["what"], one["documented"]) for one in KEPT["record"]["checks"]]
    assert told == [(one.target, one.what, one.documented) for one in (*CHECKS, *UNEXPRESSED)], RENEW


def test_verdicts_follow_from_the_numbers():
    for one in KEPT["replications"]:
        assert [validated.verdict(target).is_met for target in one["targets"]] == [t["is_met"] for t in one["targets"]]
    for check, kept in zip(CHECKS, KEPT["record"]["checks"], strict=False):
        if kept["state"] != "too few":
            assert any(band.holds(kept["obtained"]) for band in check.bands) == (kept["state"] == "met"), RENEW


def test_every_missed_target_has_a_reason_and_no_other_has():
    missed = {
        f"{one['name']}.{target['id']}"
        for one in KEPT["replications"]
        for target in one["targets"]
        if not target["is_met"]
    }
    assert missed == set(validated.REASONS)
    lost = [one["what"] for one in KEPT["record"]["checks"] if one["state"] == "not met" and not one["reason"]]
    assert not lost


def test_a_miss_is_told_with_its_reason(monkeypatch):
    monkeypatch.setitem(validated.REASONS, "law.share", "Because it is made up.")
    target = {
        "id": "share", "what": "alarms", "origin": "derived", "relation": "equal", "target": 0.5, "tolerance": 0.01,
        "why": "", "obtained": None, "is_met": False,
    }  # fmt: skip
    found = {"replications": [{"name": "law", "targets": [target]}], "record": {"checks": []}}
    assert "`law` | alarms | 0.500 | not defined | Because it is made up." in validated.misses(found, plain)
