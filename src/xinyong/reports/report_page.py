"""The report: one self-contained HTML page about a run or a comparison, without a request to any host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..charts.number_format import LEAST_CASES, listing, month_name, number, replicates_words
from ..charts.world_view import WorldView, world_views
from ..errors import BadRequest
from ..evidence.extremes import EXTREMES
from ..results.manifest import cite
from ..results.run_result import Run
from ..runs.compare import load
from ..runs.headline import CARDS
from ..scenario.load import presets
from ..scenario.parameter_rows import Difference, difference
from ..scenario.scenario import Scenario
from .figures import chapters, sparks
from .findings import COLUMNS, sections
from .headline import lines
from .html_page import check_place, filled, written
from .key_findings import key_findings
from .parameter_tables import effective, grouped, in_use, ordered
from .published_figures import published
from .reproduce import recipe

if TYPE_CHECKING:
    from ..engine.progress import Progress
    from ..evidence.finding import Evidence
    from ..runs.comparison import Comparison

MOST_CHANGES = 3
"""Changed values that the description of a world names."""
BASELINE = "no-system"
"""The preset whose differences from a single run are listed."""


def render(subject: Run | Comparison, *, evidence: Sequence[Evidence] = ()) -> str:
    """The report as HTML.

    Parameters
    ----------
    subject
        A run or a comparison.
    evidence
        Results of `xy.extremes`, `xy.replicate` and `xy.validate`, to be shown in a section each.

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
        found=key_findings(worlds),
        changes_in_words=changes_in_words,
        **_numbers(worlds),
        **_differences(subject, worlds),
        **_assumed(worlds),
        **_reproduce(subject, worlds),
        themes=chapters(worlds),
        published=published(worlds),
        evidence=evidence,
        extreme_cases=EXTREMES.values(),
        sections=sections,
        headings=COLUMNS,
    )


def report(
    folder: str | Path | Run | Comparison,
    *,
    out: str | Path | None = None,
    extremes: bool = False,
    replicate: bool = False,
    validate: bool = False,
    progress: bool | Progress | None = None,
) -> Path:
    """Rebuild the report of a run or a comparison.

    Parameters
    ----------
    folder
        Its folder, or the run or comparison itself.
    out
        The file to write; ``report.html`` in its folder if None.
    extremes, replicate, validate
        Also run the extreme cases, the replications, or the comparison with published figures, and include the results.
    progress
        As for `run`.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    BadInput
        If the folder cannot be read, there is none and no file is named, or the file cannot be written.
    """
    found = load(folder) if isinstance(folder, str | Path) else folder
    if out is None and found.path is None:
        accepted = "a run or comparison with a folder, or a file to write"
        raise BadRequest("out", received=None, accepted=accepted, remedy="Name a file: out='report.html'.")
    place = Path(out) if out is not None else (found.path or Path()) / "report.html"
    check_place(place)
    from ..evidence import extremes as cases
    from ..evidence import replicate as replications
    from ..evidence import validate as targets

    wanted: list[tuple[Callable[..., Evidence], bool]] = [
        (cases.extremes, extremes), (replications.replicate, replicate), (targets.validate, validate)
    ]  # fmt: skip
    return write_report(found, place, evidence=[run(progress=progress) for run, is_wanted in wanted if is_wanted])


def write_report(subject: Run | Comparison, path: str | Path, *, evidence: Sequence[Evidence] = ()) -> Path:
    """Write the report to a file, replacing what is there.

    Parameters
    ----------
    subject
        A run or a comparison.
    path
        Where to write, e.g. ``"report.html"``.
    evidence
        As for `render`.

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
    return written(render(subject, evidence=evidence), path)


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
    first, *others = titles(worlds)
    if not others:
        return first
    shown = listing([others[0], *map(_uncapitalized, others[1:])])
    return f"{shown}, compared with {_uncapitalized(first)}"


def titles(worlds: Sequence[WorldView]) -> list[str]:
    """The titles of the scenarios; letters and names where two titles are equal."""
    found = [side.run.scenario.title.rstrip(".") for side in worlds]
    return found if len(set(found)) == len(found) else [side.called for side in worlds]


def _uncapitalized(title: str) -> str:
    return title if title[1:2] == " " else title[0].lower() + title[1:]  # a world's letter stays


def changes_in_words(scenario: Scenario) -> str:
    """What was changed in a scenario that still has a preset's name, in a sentence; empty if nothing was."""
    if scenario.name not in presets():
        return ""
    found = [d for d in difference(Scenario.load(scenario.name), scenario) if not d.is_frame]
    shown = [f"{d.path} = {_plain(d.new)}" if d.new is not None else f"without {d.path}" for d in found[:MOST_CHANGES]]
    more = [f"{len(found) - len(shown)} more (see What differs)"] if len(found) > len(shown) else []
    return f"Changed from the preset: {listing([*shown, *more])}." if found else ""


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _standfirst(worlds: tuple[WorldView, ...]) -> str:
    manifest = worlds[0].run.manifest
    each = float(manifest["people_per_citizen"])
    standing = f", each standing for {number(each, 'people')} people," if each > 1 else ""
    window = manifest["window"]
    people = f"From {month_name(window['from'])} to {month_name(window['until'])}, {manifest['population']:,} "
    people += f"synthetic adults{standing} live"
    if len(worlds) == 1:
        return f"{people} in one society. {_luck(manifest['replicates'])}"
    times = "twice" if len(worlds) == 2 else f"in {len(worlds)} worlds"
    return (
        f"{people} {times}: the same people with the same random numbers, under different systems. Any difference "
        f"between the worlds is caused by the rules and parameters that differ. {_luck(manifest['replicates'])}"
    )


def _luck(replicates: int) -> str:
    if replicates == 1:
        return "This is one run: how much other random numbers would change is unknown."
    return f"Everything was run {replicates} times, each time with other people and other random numbers."


def _numbers(worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    found = lines(worlds)
    replicates = worlds[0].run.manifest["replicates"]
    cells = [cell for line in found for cell in line.cells]
    clear = sum(cell.verdict.is_clear for cell in cells)
    verb = "is" if clear == 1 else "are"
    note = f"In brackets: the simulated cases of all replicates; fewer than {LEAST_CASES} are too few to rely on."
    note += (
        f" Of these {len(cells) - len(found)} differences from A, {clear} {verb} clear; about one in twenty of those "
        "without any effect would look clear by chance."
        if len(worlds) > 1 and replicates > 1
        else ""
    )
    return {
        "lines": found,
        "cards": [line for measure in CARDS for line in found if line.measure == measure],
        "sparks": sparks([line.measure for line in found], worlds),
        "uncertainty": _uncertainty(len(worlds), replicates),
        "ledger_note": note,
        "world_columns": [f"#{side.called}" for side in worlds],
    }


def _uncertainty(n_worlds: int, replicates: int) -> str:
    if replicates == 1:
        return "This is one run, which says nothing about chance: repeat it with --replicates."
    how = f"its 95 per cent interval over {replicates} replicates (Student’s t)"
    if n_worlds == 1:
        return f"The range next to a mean is {how}."
    return f"The range next to a difference from A is {how}: if it includes 0, chance could explain the difference."


@dataclass(frozen=True)
class Changed:
    """How one world differs from the baseline: a sentence, and the changes by group."""

    world: WorldView
    words: str
    groups: dict[str, tuple[Difference, ...]]


def _differences(subject: Run | Comparison, worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    if isinstance(subject, Run):
        old, old_name, news = _baseline(subject.scenario), f"preset {BASELINE}", worlds
    else:
        old, old_name, news = worlds[0].run.scenario, worlds[0].called, worlds[1:]
    return {"differences": [_changed(old, old_name, world) for world in news], "old_name": old_name}


def _changed(old: Scenario, old_name: str, world: WorldView) -> Changed:
    new = world.run.scenario
    found = effective(difference(old, new), old, new)
    words = f"{world.called} differs from {old_name} in {len(found)} values, and in nothing else that has an effect."
    return Changed(world, words if found else f"{world.called} is the same as {old_name}.", grouped(found, old, new))


def _baseline(scenario: Scenario) -> Scenario:
    """The baseline preset with the run's own window, seed and population, which belong to no system."""
    frame = {"seed": scenario.seed, "population": scenario.population, "window": scenario.as_table()["window"]}
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


def _reproduce(subject: Run | Comparison, worlds: tuple[WorldView, ...]) -> dict[str, Any]:
    cited = cite([side.run.manifest for side in worlds])
    return {"recipe": recipe(subject), "apa": cited.apa, "bibtex": cited.bibtex, "what_was_run": _what_was_run(worlds)}


def _what_was_run(worlds: tuple[WorldView, ...]) -> list[tuple[str, str]]:
    first = worlds[0].run.manifest
    rows = [
        ("Version", str(first["version"])),
        (
            "Seed",
            f"{first['seed']} ({replicates_words(first['replicates'])}; other replicates: derived from it)",
        ),
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
