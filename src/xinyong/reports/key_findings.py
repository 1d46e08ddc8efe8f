"""Five sentences that say what a run or a comparison found, chosen by the same rule for every result.

1. Who is under a sanction: the poorest fifth, the richest fifth and all, in every world.
2. How many people are under a sanction that rests on wrong records alone.
3. and 4. The clearest paired differences among the headline measures of the other themes, one a theme. Measures that
   occur in one world alone come first, in the order of the headline table; then those whose difference is largest
   relative to its interval. A single run shows the measures of `OF_ONE_RUN` instead.
5. What happens to income inequality, whatever it is.

The values are those of the last month.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..array_types import Values
from ..charts.number_format import amount, changes, listing, number, replicates_words
from ..charts.world_view import WorldView
from ..measures.registry import THEMES
from ..runs.headline import LEDGER, Estimate, estimate, only_one_has_it

PUNISHED, WRONGED, INEQUALITY = "share_sanctioned", "people_wrongly_sanctioned", "gini_income"
"""The measures of the first, the second and the last sentence."""

OF_ONE_RUN: tuple[str, ...] = ("share_of_life_recorded", "debt_to_income")
"""The measures between them, where there is nothing to compare with."""

POOREST, RICHEST = "quintile=1", "quintile=5"
_THEME_OF = {measure.id: theme for theme, measures in THEMES.items() for measure in measures}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FRACTIONS = ((1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10))
_NEAR = 0.025
"""How far a share may be from a fraction that names it."""


@dataclass(frozen=True)
class KeyFinding:
    """One sentence, and what a reader needs to judge it."""

    measure: str
    """Id of the measure that it is about."""
    sentence: str
    """What was found, with its numbers."""
    basis: str
    """The interval of the difference, the runs, and the simulated citizens counted."""


def key_findings(worlds: Sequence[WorldView]) -> tuple[KeyFinding, ...]:
    """What was found, in at most five sentences.

    Parameters
    ----------
    worlds
        The worlds of a result, the baseline first (see `charts.world_view.world_views`).
    """
    wanted = (WRONGED, *LEDGER)
    held = [measure for measure in wanted if all(measure in world.measures for world in worlds)]
    between = _clearest(worlds, held) if len(worlds) > 1 else [m for m in OF_ONE_RUN if m in held]
    others = [measure for measure in (WRONGED, *between, INEQUALITY) if measure in held]
    punished = (_punished(worlds),) if PUNISHED in held else ()
    return (*punished, *(_of_measure(worlds, measure) for measure in others))


def share_words(share: float) -> str:
    """A share in words: ``"four in five"``, ``"one in 40"``, ``"38 in 100"``, ``"nobody"``."""
    if share <= 0:
        return "nobody"
    if share > 0.975:
        return "almost everybody" if share < 1 else "everybody"
    if share < 0.085:
        return f"one in {_round(1 / share)}"
    count, of = min(_FRACTIONS, key=lambda fraction: abs(share - fraction[0] / fraction[1]))
    if abs(share - count / of) > _NEAR:
        return f"{share * 100:.0f} in 100"
    return "half" if (count, of) == (1, 2) else f"{_WORDS[count - 1]} in {_WORDS[of - 1]}"


def _round(number_of_people: float) -> str:
    """A whole number with two digits that count, the second one even above 20 (12, 45, 130, 2,400)."""
    size = 10 ** max(math.floor(math.log10(number_of_people)) - 1, 0)
    step = size * (1 if number_of_people < 20 * size else 5)
    return f"{max(round(number_of_people / step), 1) * step:,}"


def _punished(worlds: Sequence[WorldView]) -> KeyFinding:
    """Who is under a sanction, from the world with most to that with least."""
    everybody = [float(_values(world, PUNISHED)[0][-1].mean()) for world in worlds]
    shares = [[_values(world, PUNISHED, group) for group in (POOREST, RICHEST)] for world in worlds]
    order = sorted(range(len(worlds)), key=lambda place: -shares[place][0][0][-1].mean())
    parts = []
    for place in order:
        poor, rich = (float(values[-1].mean()) for values, _ in shares[place])
        where = f"In {worlds[place].called}, " if len(worlds) > 1 else ""
        if everybody[place] == 0:
            text = f"{where}nobody is under a sanction."
        else:
            poorest, richest = (
                f"{share_words(share)} of the {which} fifth ({number(share, 'share')})"
                for share, which in ((poor, "poorest"), (rich, "richest"))
            )
            share = number(everybody[place], "share")
            text = f"{where}{share} of all people are under a sanction: {poorest} and {richest}."
        parts.append(text[0].upper() + text[1:])
    counted = int(np.mean([people for world in shares for _, people in world]))
    basis = f"{_runs(worlds)}; about {counted:,} simulated citizens in each fifth"
    return KeyFinding(PUNISHED, " ".join(parts), basis)


def _clearest(worlds: Sequence[WorldView], measures: Sequence[str]) -> list[str]:
    """The measures of the two clearest differences, each of another theme than the first and the last sentence."""
    said = {_THEME_OF[PUNISHED], _THEME_OF[INEQUALITY]}
    ranked = []
    for place, measure in enumerate(measures):
        if measure == WRONGED or _THEME_OF[measure] in said:
            continue
        base, *others = (_values(world, measure)[0] for world in worlds)
        gaps = [(only_one_has_it(base, other), estimate(other[-1] - base[-1])) for other in others]
        clearness = max(_clearness(only, gap) for only, gap in gaps)
        if clearness > 0:
            ranked.append((-clearness, place, measure))
    chosen: dict[str, str] = {}
    for _, _, measure in sorted(ranked):
        chosen.setdefault(_THEME_OF[measure], measure)
    return [*chosen.values()][:2]


def _clearness(only: str, gap: Estimate) -> float:
    """How clear a difference is: its size over half its interval; 0 if it is not clear, infinite if it needs none."""
    if only:
        return math.inf
    return abs(gap.mean) / ((gap.high - gap.low) / 2) if gap.excludes_zero else 0.0


def _of_measure(worlds: Sequence[WorldView], measure: str) -> KeyFinding:
    """A measure in every world, with the difference from the baseline."""
    declared = worlds[0].definition(measure)
    base, counted = _values(worlds[0], measure)
    first = float(base[-1].mean())
    if len(worlds) == 1:
        return KeyFinding(measure, f"{declared.name}: {_amount(worlds[0], measure, first)}.", _basis(worlds, counted))
    parts, intervals, gaps = [f"{_amount(worlds[0], measure, first)} in {worlds[0].called}"], [], []
    for world in worlds[1:]:
        other, _ = _values(world, measure)
        gap = estimate(other[-1] - base[-1])
        parts.append(f"{_amount(world, measure, float(other[-1].mean()))} in {world.called}")
        difference, interval = changes(gap.mean, gap.low, gap.high, declared.unit)
        intervals.append(f"{world.letter} less A: {difference}" + (f" (95 % interval {interval})" if interval else ""))
        gaps.append(gap)
    name = declared.name + (_movement(gaps, first) if measure == INEQUALITY else "")
    basis = f"{'; '.join(intervals)}; {_basis(worlds, counted)}"
    return KeyFinding(measure, f"{name}: {listing(parts)}.", basis)


def _amount(world: WorldView, measure: str, mean: float) -> str:
    """A value with its unit, and the simulated cases behind a number of people or events."""
    cases = world.cases(measure, mean)
    return amount(mean, world.definition(measure).unit) + (f" ({cases})" if cases else "")


def _movement(gaps: Sequence[Estimate], base: float) -> str:
    """Whether a measure moves at all, in words."""
    largest = max(gaps, key=lambda gap: abs(gap.mean))
    if abs(largest.mean) < 0.01 * abs(base):
        return " hardly moves"
    if not largest.excludes_zero:
        return " does not differ clearly"
    return " rises" if largest.mean > 0 else " falls"


def _values(world: WorldView, measure: str, group: str = "all") -> tuple[Values, Values]:
    """A measure by month and replicate, and the citizens counted in the last month."""
    return world.replicates(measure, group).to_numpy(np.float64), world.counted(measure, group)


def _basis(worlds: Sequence[WorldView], counted: Values) -> str:
    return f"{_runs(worlds)}; {int(counted.mean()):,} simulated citizens in each"


def _runs(worlds: Sequence[WorldView]) -> str:
    return replicates_words(worlds[0].run.manifest["replicates"])
