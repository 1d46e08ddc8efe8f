"""The page on validation has the replications and checks that there are, and why what failed failed."""

import copy

import pytest
from docs_pages import validated

from xinyong.evidence.replications import REPLICATIONS
from xinyong.evidence.validate import CHECKS

RENEW = "run `uv run python tools/validate_docs.py NAME` and `uv run python tools/generate_docs.py`"
KEPT = validated.kept()


def plain(heads, rows):
    return "\n".join(" | ".join(map(str, row)) for row in (heads, *rows))


def test_every_replication_has_its_numbers():
    assert set(KEPT["replications"]) == set(REPLICATIONS), RENEW
    for name, obtained in KEPT["replications"].items():
        assert not obtained or set(obtained) == {target.id for target in REPLICATIONS[name].targets}, RENEW


def test_every_check_has_its_number():
    kept = {(target, id) for target, found in KEPT["validation"]["obtained"].items() for id in found}
    assert kept == {(check.target, check.finding.id) for check in CHECKS if check.reading is not None}, RENEW


def test_every_missed_target_has_a_reason():
    for found in (validated.replicated(KEPT), validated.validated(KEPT)):
        assert [finding.id for finding in found.findings if finding.verdict == "not met" and not finding.reason] == []


@pytest.mark.parametrize("part", ["tally", "misses", "gaps", "replications", "record"])
def test_every_part_of_the_page_is_made(part):
    assert validated.page_part(part, plain)


def test_a_miss_is_shown_with_its_reason(monkeypatch):
    wrong = copy.deepcopy(KEPT)
    wrong["replications"]["base-rate"]["ppv"] = None
    monkeypatch.setattr(validated, "kept", lambda: wrong)
    assert "| 0.500 | not defined | The reason is not known." in validated.page_part("misses", plain)
    assert "**not met**" in validated.page_part("replications", plain)
    assert "(base-rate)" in validated.page_part("tally", plain)
