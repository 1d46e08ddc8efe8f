"""Coverage: what of the essay runs is declared, and what does not has a reason; nothing is left between the two."""

import re
from pathlib import Path

import pytest
from docs_pages import claimed

SPECIFICATION = Path(__file__).parents[3] / "shared" / "facts.md"
TYPES = {"M": "mechanism", "Q": "quantity", "A": "actor", "C": "claim", "I": "interpretation"}
ROWS = {"P2": frozenset({"mechanism"}), "P13": frozenset({"quantity"}), "P15": frozenset({"interpretation"})}


def claim(row, *, presets=("essay",)):
    return claimed.Claim(row, "mechanism", "scoring.unified", presets)


def faults(claims, reasons):
    return claimed.faults(ROWS, claims, reasons)


def test_every_row_is_claimed_or_has_a_reason():
    assert claimed.faults(claimed.kinds(), claimed.declared(), claimed.REASONS, claimed.LEFT_OUT) == []


def test_the_reasons_are_in_the_order_of_the_rows():
    assert list(claimed.REASONS) == [row for row in claimed.kinds() if row in claimed.REASONS]


def test_a_row_that_is_claimed_and_one_that_has_a_reason_are_fine():
    assert faults([claim("P2")], {"P13": "cement"}) == []


@pytest.mark.parametrize(
    ("claims", "reasons", "fault"),
    [
        ([], {"P13": "cement"}, "P2 is claimed by nothing"),
        ([claim("P2")], {}, "P13 is claimed by nothing"),
        ([claim("P2")], {"P13": "  "}, "P13 is claimed by nothing"),
        ([claim("P2", presets=())], {"P13": "cement"}, "P2 is claimed by nothing that runs"),
        ([claim("P2"), claim("P13")], {"P13": "cement"}, "P13 is claimed, and has a reason"),
        ([claim("P2"), claim("P99")], {"P13": "cement"}, "scoring.unified names the row P99"),
        ([claim("P2"), claim("2a")], {"P13": "cement"}, "scoring.unified names the row 2a"),
        ([claim("P2")], {"P13": "cement", "P98": "none"}, "a reason for P98"),
    ],
)
def test_a_fault_is_found(claims, reasons, fault):
    (found,) = faults(claims, reasons)
    assert fault in found


def test_what_is_left_out_of_a_row_that_nobody_claims_is_a_fault():
    (found,) = claimed.faults(ROWS, [claim("P2")], {"P13": "cement"}, ["P15"])
    assert "P15" in found


def test_a_real_row_that_loses_its_mechanism_is_found():
    """F4 rests on watching alone."""
    without = [c for c in claimed.declared() if c.name != "watching"]
    assert claimed.faults(claimed.kinds(), without, claimed.REASONS) == [
        "F4 is claimed by nothing that runs, and has no reason why it is not simulated"
    ]


def test_what_is_switched_off_does_not_run():
    found = {(c.row, c.name): c.presets for c in claimed.declared()}
    assert found["S11", "scoring.friends"] == ("essay",)
    assert found["P16", "nation.governance"] == ("corporate",)
    assert ("P16", "nation.state_central_lists_to_firms") not in found
    assert "no-system" not in found["T6", "consequences"]


@pytest.mark.skipif(not SPECIFICATION.exists(), reason="the specification lies beside the project in its workshop only")
def test_the_rows_are_those_of_the_specification():
    text = SPECIFICATION.read_text(encoding="utf-8")
    section = text[text.index("## 1.") : text.index("## 2.")]
    found = re.findall(r"^\| ([A-Z]\d+) \| ([MQACI/]+) \|", section, flags=re.MULTILINE)
    assert {row: frozenset(TYPES[letter] for letter in of.split("/")) for row, of in found} == claimed.kinds()
