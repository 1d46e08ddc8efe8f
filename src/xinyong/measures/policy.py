"""Policy: what the planner asks for, and how far governance binds firms and state together (P1, P16, P19)."""

from __future__ import annotations

from ..counting.count import Count
from .measure import measure


@measure("ratio", source="P19", label="essay", groups="all")
def credit_target(now: Count) -> float:
    """What the planner asks of lenders, over what they would lend unasked; undefined without lending or scores."""
    planner = now.parts.get("planner")
    return float("nan") if planner is None else float(planner.target)
