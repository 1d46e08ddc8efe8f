"""Governance: whether the state or firms lead, as couplings between firms, state and lenders (P15-P17).

``mixed``          every coupling is 1: the other sections of the scenario apply as they are
``state-central``  the state directs and firms are its contractors: their traces reach it, and its lists bind them
``corporate``      firms keep their scores and traces to themselves

A coupling is 0 (cut), 1 (the scenario's own value), 2 (complete), or anything between; `coupled` applies it to a share.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..vocabulary import CONTEXTS
from ..vocabulary.scores import GOVERNANCE, SCORES, usual_scores
from .rules import Rule
from .scenario import Scenario

COUPLINGS: tuple[str, ...] = ("traces_to_state", "lists_to_firms", "scores_to_state")
"""Firms' traces to the state; the state's lists and scores to firms; firms' scores to the state."""


def coupled(share: float, coupling: float) -> float:
    """A share under a coupling: 0 at coupling 0, the share itself at 1, and 1 at 2."""
    return share * min(coupling, 1.0) + (1.0 - share) * max(coupling - 1.0, 0.0)


def couplings(scenario: Scenario, month: int) -> dict[str, float]:
    """The couplings of the scenario's form of governance in a month, by name."""
    form = scenario.nation.governance.value
    if form == next(iter(GOVERNANCE)):
        return dict.fromkeys(COUPLINGS, 1.0)
    p = scenario.nation.numbers(month)
    stem = form.replace("-", "_")
    return {name: p[f"{stem}_{name}"] for name in COUPLINGS}


def watching_numbers(scenario: Scenario, month: int) -> dict[str, float]:
    """The numbers of watching in a month; ``integration_firms`` is the share of firms' records sent to the centre."""
    numbers = scenario.watching.numbers(month)
    share = coupled(numbers["integration"], couplings(scenario, month)["traces_to_state"])
    return numbers | {"integration_firms": share}


def coupling_of(rule: Rule) -> str:
    """The coupling between who judges and who carries the rule out; empty if they are the same."""
    judge = "state" if rule.trigger.listed else SCORES[rule.trigger.needs].made_by
    if judge == CONTEXTS[rule.context]:
        return ""
    return "scores_to_state" if judge == "firms" else "lists_to_firms"


def carried_out(scenario: Scenario, rules: tuple[Rule, ...], month: int) -> NDArray[np.float32]:
    """The share of each rule that is carried out under the couplings of the month: float32 (n_rules,)."""
    current = couplings(scenario, month) | {"": 1.0}
    return np.asarray([coupled(rule.automation, current[coupling_of(rule)]) for rule in rules], np.float32)


def credit_score(scenario: Scenario) -> str:
    """The score that lenders use; empty if that score does not exist."""
    name = scenario.lending.score.value
    if name != "usual":
        return name if f"scoring.{name}" in scenario.on else ""
    names = usual_scores(scenario.nation.governance.value)
    return next((name for name in names if f"scoring.{name}" in scenario.on), "")
