"""The report: one self-contained HTML page about a run or a comparison, without a request to any host."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..charts.captions import month_name, replicates_words
from ..charts.number_format import number
from ..charts.world_view import WorldView, world_views
from ..results.citation import citation
from ..results.run_result import Run
from ..scenario.difference import difference
from ..scenario.scenario import Scenario
from .assumptions import in_use, ordered
from .changed_values import effective, grouped
from .extremes import cases, tally
from .figures import chapters, sparks
from .headline import CARDS, lines
from .html_page import check_place, filled, written
from .record_section import record
from .reproduce import recipe

if TYPE_CHECKING:
    from ..evidence.limits import Finding
    from ..runs.compare import Comparison

BASELINE = "no-system"
"""The preset that a single run is told apart from."""


def render(subject: Run | Comparison, *, extremes: Sequence[Finding] = ()) -> str:
    """The report as HTML.

    Parameters
    ----------
    subject
        A run, or the two worlds of a comparison.
    extremes
        Extreme cases of the model (`experiments.extremes`) that are told beside it.

    Returns
    -------
    str
        A whole page: no script, no address of any host, style and pictures inside.
    """
    worlds = world_views(subject)
    return filled(
        "page.html",
        worlds=worlds,
        **_frame(worlds),
        **_numbers(worlds),
        **_asked(subject, worlds),
        **_assumed(worlds),
        **_again(subject, worlds),
        themes=chapters(worlds),
        record=record(worlds),
        extremes=cases(extremes, is_drawn=False),
        extremes_words=tally(extremes) if extremes else "",
    )


def write_report(subject: Run | Comparison, path: str | Path, *, extremes: Sequence[Finding] = ()) -> Path:
    """Write the report to a file, replacing what is there.

    Parameters
    ----------
    subject
        A run, or the two worlds of a comparison.
    path
        Where to write, e.g. ``"report.html"``.
    extremes
        Extreme cases that are told beside it.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    BadFolder
        If the file cannot be written; an older report is then left as it was.
    """
    check_place(path)
    return written(render(subject, extremes=extremes), path)


def _frame(worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    manifest = worlds[0].run.manifest
    window = manifest["window"]
    seconds = sum(float(side.run.manifest["duration_s"]) for side in worlds)
    return {
        "version": manifest["version"],
        "title": _title(worlds),
        "standfirst": _standfirst(worlds),
        "last_month": month_name(window["until"]),
        "window_words": f"{window['from']} to {window['until']}",
        "replicates": replicates_words(manifest["replicates"]),
        "people_each": number(each, "people") if (each := float(manifest["people_per_citizen"])) > 1 else "",
        "duration": f"{seconds:,.0f} seconds" if seconds >= 1.5 else "about a second",
    }


def _title(worlds: tuple[WorldView, ...]) -> str:
    names = [side.run.scenario.title.rstrip(".") for side in worlds]
    if len(names) == 1:
        return names[0]
    a, b = names if names[0] != names[1] else [side.called for side in worlds]
    return f"{b}, beside {a[0].lower() + a[1:]}"


def _standfirst(worlds: tuple[WorldView, ...]) -> str:
    manifest = worlds[0].run.manifest
    each = float(manifest["people_per_citizen"])
    standing = f", each standing for {number(each, 'people')} people," if each > 1 else ""
    window = manifest["window"]
    people = f"{manifest['population']:,} synthetic adults{standing} live from {month_name(window['from'])} to "
    people += month_name(window["until"])
    if len(worlds) == 1:
        return f"{people} in one society. {_luck(manifest['replicates'])}"
    return (
        f"{people} twice: the same people with the same luck, under two systems. Where the two worlds part, "
        f"it is the work of what was asked. {_luck(manifest['replicates'])}"
    )


def _luck(replicates: int) -> str:
    if replicates == 1:
        return "This is one run: what another draw of luck would have changed is unknown."
    return f"All of it was run {replicates} times, each time with other people and other luck."


def _numbers(worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    found = lines(worlds)
    replicates = worlds[0].run.manifest["replicates"]
    clear = sum(line.verdict.is_clear for line in found)
    note = (
        f"With {len(found)} measures, about one in twenty of those without any effect would look clear by "
        f"chance; {clear} are clear here."
        if len(worlds) > 1 and replicates > 1
        else ""
    )
    return {
        "lines": found,
        "cards": [line for measure in CARDS for line in found if line.measure == measure],
        "sparks": sparks([line.measure for line in found], worlds),
        "uncertainty": _uncertainty(len(worlds), replicates),
        "ledger_note": note,
        "readings": ["Reading"] if any(line.verdict.words for line in found) else [],
        "world_columns": [f"#{side.called}" for side in worlds],
    }


def _uncertainty(n_worlds: int, replicates: int) -> str:
    if replicates == 1:
        return "This is one run, so nothing here says how much is luck: repeat it with --replicates."
    how = f"its 95 per cent interval over {replicates} replicates (Student’s t)"
    if n_worlds == 1:
        return f"The range beside a mean is {how}."
    return f"The range beside a difference is {how}: where it holds zero, luck alone could explain the difference."


def _asked(subject: Run | Comparison, worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    new = worlds[-1].run.scenario
    old = _baseline(new) if isinstance(subject, Run) else worlds[0].run.scenario
    found = effective(difference(old, new), old, new)
    old_name = f"preset {BASELINE}" if isinstance(subject, Run) else worlds[0].called
    words = (
        f"{worlds[-1].called} departs from {old_name} in {len(found)} values, and in nothing else that has an effect."
    )
    return {
        "asked": grouped(found, old, new),
        "asked_words": words if found else f"{worlds[-1].called} is the same as {old_name}.",
        "old_name": old_name,
        "new_name": worlds[-1].called,
    }


def _baseline(scenario: Scenario) -> Scenario:
    """The baseline preset with the run's own window, seed and population, which are no part of a system."""
    frame = {
        "seed": scenario.seed,
        "population": scenario.population,
        "window": scenario.as_table()["window"],
    }
    return Scenario.load(BASELINE).with_changes(frame)


def _assumed(worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    found = in_use(worlds[-1].run.scenario)
    guesses = found.counts["hypothetical"]
    return {
        "assumptions": found,
        "assumed_name": worlds[-1].called,
        "label_counts": ordered(found.counts),
        "label_counts_words": f"{guesses} of the {found.total} values in use are labelled hypothetical.",
    }


def _again(subject: Run | Comparison, worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    cited = citation([side.run.manifest for side in worlds])
    return {
        "recipe": recipe(subject),
        "apa": cited.apa,
        "bibtex": cited.bibtex,
        "what_was_run": _what_was_run(worlds),
    }


def _what_was_run(worlds: tuple[WorldView, ...]) -> list[tuple[str, str]]:
    first = worlds[0].run.manifest
    rows = [
        ("Version", str(first["version"])),
        ("Seed", f"{first['seed']} ({replicates_words(first['replicates'])}; replicate r uses seed + r)"),
        (
            "Population",
            f"{first['population']:,} citizens, {number(first['people_per_citizen'], 'people')} people each",
        ),
        ("Months", f"{first['window']['from']} to {first['window']['until']}"),
    ]
    for side in worlds:
        manifest = side.run.manifest
        name = f" of {side.called}" if side.letter else ""
        speed = manifest["citizen_months_per_second"]
        rows.append((f"Scenario hash{name}", str(manifest["scenario_hash"])))
        rows.append((f"Hash of the series{name}", str(manifest["series_hash"] or "not kept")))
        if speed:
            rows.append((f"Speed{name}", f"{speed:,} citizen-months a second, {manifest['duration_s']:,} s"))
    return rows
