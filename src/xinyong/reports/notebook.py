"""How results look in a notebook: a small table in words for runs and comparisons, and charts by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..charts import table_charts
from ..charts.number_format import is_index, replicates_words
from ..charts.picture import picture
from ..charts.themes import THEMES, Kind, Plan
from ..charts.world_view import WorldView, world_views
from ..display import html_table
from ..errors import BadRequest, nearest
from ..runs.headline import HEADLINES
from .findings import picture_of
from .headline import Cell, lines

if TYPE_CHECKING:
    from ..evidence.finding import Evidence
    from ..results.run_result import Run
    from ..runs.comparison import Comparison

FIRST: Final = ("sanctioned-groups", "debt-groups", "income-groups")
"""Pictures of which the first that shows anything but zeros is drawn unless another is named."""


def chart_of(subject: Run | Comparison, wanted: str | None = None, *, by_group: bool = False) -> Any:
    """An Altair chart of a run or a comparison.

    Parameters
    ----------
    subject
        What is shown.
    wanted
        The id of a measure, or of a picture of the report; the most useful picture if None.
    by_group
        Draw the measure by group in the last month instead of over time.

    Raises
    ------
    BadRequest
        If there is no such measure or picture, or it is not defined here.
    """
    worlds = world_views(subject)
    plans = {plan.id: plan for theme in THEMES for plan in theme.plans}
    if wanted is None:
        drawn = [one for plan in FIRST if (one := picture(plans[plan], worlds)) is not None]
        return next((one for one in drawn if not one.is_still), drawn[0]).plot()
    plan = plans.get(wanted) or _plan(wanted, worlds, plans, by_group=by_group)
    found = picture(plan, worlds)
    if found is None:
        accepted, remedy = "a measure that is defined in the last month", "A score that is switched off has no numbers."
        raise BadRequest("plot", received=wanted, accepted=accepted, remedy=remedy)
    return found.plot()


def _plan(measure: str, worlds: tuple[WorldView, ...], plans: dict[str, Plan], *, by_group: bool) -> Plan:
    """The report's own plan for a measure, or one like it."""
    known = {one for side in worlds for one in side.measures}
    if measure not in known:
        accepted = "a measure of the run, or the id of a picture"
        raise BadRequest("plot", received=measure, accepted=accepted, remedy=nearest(measure, known | set(plans)))
    kind: Kind = "groups" if by_group else "lines"
    own = [plan for plan in plans.values() if plan.measures == (measure,) and plan.kind == kind]
    declared = worlds[0].definition(measure)
    from_zero = not is_index(declared.unit)
    return own[0] if own else Plan(measure.replace("_", "-"), kind, declared.name, (measure,), from_zero)


def chart_of_evidence(found: Evidence, subject: str | None = None) -> Any:
    """An Altair chart of findings: how many of each subject are met, or the figure of one subject.

    Raises
    ------
    BadRequest
        If there is no such subject, or it has no figure.
    """
    if subject is None:
        return table_charts.draw_findings(found.frame(), found.title)
    known = {one.id: picture_of(one) for one in found.subjects if one.id == subject}
    drawn = known.get(subject)
    if drawn is None:
        accepted = "a subject with a figure" if known else f"a subject of {found.title.lower()}"
        remedy = "Its findings are in .frame()." if known else nearest(subject, [one.id for one in found.subjects])
        raise BadRequest("plot", received=subject, accepted=accepted, remedy=remedy)
    return drawn.plot()


def html_of(subject: Run | Comparison) -> str:
    """The headline measures as a small table: the value in each world, and its difference from the baseline."""
    worlds = world_views(subject)
    manifest = worlds[0].run.manifest
    window = manifest["window"]
    about = f"{manifest['population']:,} citizens, seed {manifest['seed']}, {window['from']} to {window['until']}"
    about += f", {replicates_words(manifest['replicates'])}"
    shown = [line for line in lines(worlds) if line.measure in HEADLINES]
    rows = [[line.name, *(_words(cell) for cell in line.cells)] for line in shown]
    title = f"{' · '.join(side.called for side in worlds)}: {window['until']}"
    return html_table(title, ["measure", *(side.called for side in worlds)], rows, note=f"{about}.")


def _words(cell: Cell) -> str:
    is_both = cell.difference and cell.interval
    change = f"{cell.difference} ({cell.interval})" if is_both else cell.difference + cell.interval
    return "; ".join(part for part in (cell.amount, change, cell.verdict.words if cell.difference else "") if part)
