"""Charts of tables: audits by group, a society beside its targets, support of parameters, findings, verifications."""

from __future__ import annotations

from typing import Any, Final

import altair as alt
import pandas as pd

from ..errors import BadRequest, nearest
from ..vocabulary import LABELS
from .colours import FONT, INK, LOOKS, MUTED

WIDTH: Final = 460
LABEL_COLOURS: Final = dict(zip(LABELS, ("#14532d", "#5b2a9d", "#9aa0ab"), strict=True))
VERDICT_COLOURS: Final = {
    "met": "#14532d", "not met": "#b3261e", "skipped": "#9aa0ab", "too few citizens": "#c9b037",
    "not expressed": "#dde1e8",
}  # fmt: skip
MOST_BARS: Final = 30
_LOOK: Final[dict[str, Any]] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"titleColor": MUTED, "labelColor": INK, "labelLimit": 320, "domain": False, "ticks": False},
    "title": {"anchor": "start", "color": INK, "fontSize": 15, "offset": 12},
}


def draw_audit(table: pd.DataFrame, title: str, measure: str | None) -> Any:
    """One measure of an audit by group, with its 95 % interval; the approval rate unless another is named."""
    rates = table[table["group"].str.contains("=")]
    measure = _known(measure or "approval_rate", rates["measure"].unique(), "measure")
    rows = rates[(rates["measure"] == measure) & rates["value"].notna()]
    y = alt.Y("group:N", title=None, sort=None)
    base = alt.Chart(rows[["group", "value", "low", "high", "n"]])
    ends = base.mark_rule(color=LOOKS[0].colour).encode(y=y, x=alt.X("low:Q", title=measure), x2="high:Q")
    dots = base.mark_point(filled=True, size=64, color=LOOKS[0].colour, opacity=1).encode(
        y=y, x="value:Q", tooltip=["group", "value", "low", "high", "n"]
    )
    return _finished(ends + dots, f"{title}: {measure.replace('_', ' ')}")


def draw_calibration(table: pd.DataFrame, title: str, dimension: str | None) -> Any:
    """Predicted and actual default rates by score band, for the groups of one dimension; the first unless named."""
    rows = table.assign(by=[_dimensions(group) for group in table["group"]])
    dimension = _known(dimension or rows["by"].iloc[0], rows["by"].unique(), "dimension")
    rows = rows[(rows["by"] == dimension) & rows["observed"].notna() & rows["score_from"].notna()]
    base = alt.Chart(rows[["group", "score_from", "predicted", "observed", "n"]])
    x = alt.X("score_from:Q", title="score, from", scale=alt.Scale(zero=False))
    colour = alt.Color("group:N", title=None, scale=alt.Scale(range=[look.colour for look in LOOKS]))
    actual = base.mark_line(point=True).encode(x=x, y=alt.Y("observed:Q", title="share in default"), color=colour)
    predicted = base.mark_line(color=INK, strokeDash=[4, 3]).encode(x=x, y="predicted:Q")
    return _finished(actual + predicted, f"{title}: actual (lines) and predicted (dashed) default rates")


def draw_margins(table: pd.DataFrame, title: str, margin: str | None) -> Any:
    """Each margin's sample over its target, with the tolerance as a band; only margins with a word if one is given."""
    rows = table[table["target"].notna() & (table["target"] != 0)]
    if margin is not None:
        found = rows[rows["margin"].str.contains(margin, regex=False)]
        rows = found if len(found) else rows[rows["margin"] == _known(margin, rows["margin"].unique(), "margin")]
    ratios = pd.DataFrame(
        {
            "margin": rows["margin"],
            "ratio": rows["sample"] / rows["target"],
            "low": 1 - rows["tolerance"] / rows["target"].abs(),
            "high": 1 + rows["tolerance"] / rows["target"].abs(),
        }
    )
    y = alt.Y("margin:N", title=None, sort=None)
    base = alt.Chart(ratios)
    bands = base.mark_bar(color="#dde1e8", height=9).encode(
        y=y, x=alt.X("low:Q", title="sample over target; band: tolerance", scale=alt.Scale(zero=False)), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=56, color=LOOKS[0].colour, opacity=1).encode(y=y, x="ratio:Q")
    return _finished(bands + dots, title)


def draw_labels(table: pd.DataFrame, title: str, section: str | None) -> Any:
    """How many values carry each label, by section for parameters; those of one section by name if one is given."""
    if "path" in table:
        parts = table["path"].str.split(".", expand=True)
        if section is not None:
            section = _known(section, parts[0].unique(), "section")
            parts = parts[parts[0] == section].drop(columns=0).rename(columns=lambda place: place - 1)
        by = parts[0]
    else:
        by = table["unit"].replace("", "pure number")
    counts = table.loc[by.index].groupby([by.rename("part"), "label"], sort=False).size().rename("values").reset_index()
    colours = alt.Scale(domain=list(LABEL_COLOURS), range=list(LABEL_COLOURS.values()))
    bars = alt.Chart(counts).mark_bar().encode(
        y=alt.Y("part:N", title=None, sort=None), x="values:Q", color=alt.Color("label:N", title=None, scale=colours)
    )  # fmt: skip
    return _finished(bars, f"{title}, by label")


def draw_uses(table: pd.DataFrame, title: str, fact: str | None) -> Any:
    """The facts that the most parameters, measures and figures cite; those of one kind if one is named."""
    if fact is not None:
        table = table[table["kind"] == _known(fact, table["kind"].unique(), "kind")]
    rows = table.assign(uses=table["used_by"].map(len)).nlargest(MOST_BARS, "uses")[["id", "uses", "says"]]
    bars = alt.Chart(rows).mark_bar(color=LOOKS[0].colour).encode(
        y=alt.Y("id:N", title=None, sort=None), x=alt.X("uses:Q", title="places that cite it"), tooltip=["id", "says"]
    )  # fmt: skip
    return _finished(bars, title)


def draw_findings(table: pd.DataFrame, title: str) -> Any:
    """How many findings of each subject have each verdict."""
    counts = table.groupby(["subject", "verdict"], sort=False).size().rename("findings").reset_index()
    colours = alt.Scale(domain=list(VERDICT_COLOURS), range=list(VERDICT_COLOURS.values()))
    bars = alt.Chart(counts).mark_bar().encode(
        y=alt.Y("subject:N", title=None, sort=None), x=alt.X("findings:Q", axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("verdict:N", title=None, scale=colours), tooltip=["subject", "verdict", "findings"],
    )  # fmt: skip
    return _finished(bars, title)


def draw_verification(table: pd.DataFrame, title: str) -> Any:
    """The share of rows that have the same bits in each file, and in each world if there are several."""
    names = table["world"] + ", " + table["file"] if "world" in table else table["file"]
    rows = table.assign(name=names, same=1 - table["rows_differing"] / table["rows"].clip(lower=1))
    base = alt.Chart(rows[["name", "same", "rows", "rows_differing", "is_same"]])
    colours = alt.Scale(domain=[True, False], range=[VERDICT_COLOURS["met"], VERDICT_COLOURS["not met"]])
    bars = base.mark_bar().encode(
        y=alt.Y("name:N", title=None, sort=None),
        x=alt.X("same:Q", title="rows with the same values", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        color=alt.Color("is_same:N", title="same bits", scale=colours), tooltip=["name", "rows", "rows_differing"],
    )  # fmt: skip
    return _finished(bars, title)


def _finished(chart: Any, title: str) -> Any:
    return chart.properties(title=title, width=WIDTH).configure(**_LOOK)


def _dimensions(group: str) -> str:
    return ",".join(part.split("=")[0] for part in group.split(","))


def _known(name: str, known: Any, what: str) -> str:
    """A name that the rows have.

    Raises
    ------
    BadRequest
        If they do not; the message names the nearest.
    """
    if name not in known:
        raise BadRequest(what, received=name, accepted=f"a {what} in the table", remedy=nearest(name, map(str, known)))
    return name
