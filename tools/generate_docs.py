"""Writes the generated parts of the documentation: `uv run python tools/generate_docs.py`.

A page marks such a part by two comments with its name (``generated: columns`` ... ``end: columns``). This script
replaces everything between them. The rest of a page is written by hand. tests/docs fails when a part is out of date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from docs_pages import claimed, commands, extremes, people, undescribed, validated, wiring

from xinyong.measures.registry import THEMES
from xinyong.mechanisms import ORDER
from xinyong.model import BUILT_IN
from xinyong.reports.parameter_tables import LABELS, in_use
from xinyong.results.schema import AUDIT, COHORT_KEYS, SERIES
from xinyong.scenario.declaration import Number, OneOf
from xinyong.scenario.load import presets
from xinyong.scenario.parameter import Declaration
from xinyong.scenario.parameter_rows import difference, field, shown
from xinyong.scenario.parameter_value import ParameterValue, Setting
from xinyong.scenario.provenance import FACTS
from xinyong.scenario.rules import SOURCED_FIELDS, Rule, default_provenance
from xinyong.scenario.scenario import Scenario
from xinyong.vocabulary import CONTEXTS, LEVERS, LISTS
from xinyong.vocabulary.scores import SCORES

PAGES = Path(__file__).parents[1] / "docs"
_PART = re.compile(r"(<!-- generated: (?P<name>[^>]+?) -->\n).*?(<!-- end: (?P=name) -->)", re.DOTALL)


def main() -> None:
    """Update every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


def pages() -> dict[Path, str]:
    """The up-to-date text of every page with generated parts."""
    found = {}
    for path in sorted(PAGES.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if "<!-- generated:" in text:
            found[path] = _PART.sub(lambda m: f"{m[1]}\n{part(m['name'])}\n\n{m[3]}", text)
    return found


def part(name: str) -> str:
    """One generated part; KeyError for a name that does not exist."""
    kind, _, of = name.partition(" ")
    return PARTS[kind](of) if of else PARTS[kind]()


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# parameters and rules ---------------------------------------------------------------------------------------


def parameters() -> str:
    """The parameters of every section, at their defaults, each section under its name."""
    scenario = BUILT_IN.scenario_type()
    names = [name for name in scenario.sections() if name != "window"]
    return "\n\n".join(f"## {name.capitalize()}\n\n{_section(scenario, name)}" for name in names)


def _section(scenario: Scenario, section: str) -> str:
    found = [row for row in scenario.walk() if row[0].split(".")[0] == section]
    return table(
        ("path", "default", "unit", "range", "source", "label", "meaning"),
        (
            (
                f"`{path}`",
                _value(current),
                declared.unit if isinstance(declared, Number) else "",
                _range(declared),
                current.source,
                current.label,
                declared.meaning,
            )
            for path, declared, current in found
        ),
    )


def _value(current: ParameterValue) -> str:
    value = _plain(shown(current))
    if isinstance(current, Setting) and current.is_dated:
        return f"{value} ({'linear between dates' if current.between == 'linear' else 'constant between dates'})"
    return value


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _range(declared: Declaration) -> str:
    if isinstance(declared, Number):
        return f"{declared.low:g} to {declared.high:g}"
    return ", ".join(declared.options) if isinstance(declared, OneOf) else "on, off"


def departures(preset: str) -> str:
    """Where a preset differs from the defaults, without its rules."""
    found = [d for d in difference(Scenario(), Scenario.load(preset)) if not d.path.startswith("rules.")]
    found = [d for d in found if not d.is_frame]
    return table(
        ("path", "default", "preset", "source", "label"),
        ((f"`{d.path}`", _plain(d.old), _plain(d.new), d.source, d.label) for d in found),
    )


def rules(preset: str) -> str:
    """The rules of a preset, with the provenance of fields whose source is not the rule's."""
    scenario = Scenario.load(preset)
    if not scenario.rules:
        return "None."
    return table(
        ("id", "kind", "effect", *SOURCED_FIELDS, "source", "label", "meaning"),
        (
            (f"`{r.id}`", r.kind, f"`{r.effect}`", *(_field(r, name) for name in SOURCED_FIELDS), r.source, r.label,
             r.meaning if r.on else f"Switched off. {r.meaning}")
            for r in scenario.rules
        ),
    )  # fmt: skip


def _field(rule: Rule, name: str) -> str:
    value, origin = field(rule, name), rule.origin(name)
    if value is None:
        return "-"
    if origin == default_provenance(name, rule.source, rule.label):
        return _plain(value)
    words = "; ".join(word for word in (origin.source, origin.label, origin.note) if word)
    return f"{_plain(value)} ({words})"


def all_departures() -> str:
    """Differences of every preset from the defaults, each under its name."""
    return _by_preset(departures)


def all_rules() -> str:
    """Rules of every preset, each under its name."""
    return _by_preset(rules)


def _by_preset(write: Callable[[str], str]) -> str:
    return "\n\n".join(f"### {name}: {Scenario.load(name).title}\n\n{write(name)}" for name in presets())


def levers() -> str:
    """What rules can do: the levers, and the mechanisms that read them."""
    rows = (
        (
            f"`{name}`",
            lever.kind,
            lever.meaning,
            _code(m.name for m in ORDER if name in m.reads and m.name != "consequences"),
        )
        for name, lever in LEVERS.items()
    )
    return table(("effect", "kind", "what happens at full size", "mechanisms that read it"), rows)


def contexts() -> str:
    """Who enforces the rules of each context."""
    parties = dict.fromkeys(CONTEXTS.values())
    kept = {party: [name for name, score in SCORES.items() if score.made_by == party] for party in parties}
    kept["state"] += LISTS
    rows = ((party, _code(c for c, of in CONTEXTS.items() if of == party), _code(kept[party])) for party in parties)
    return table(("who", "enforces rules of the contexts", "keeps the scores and lists"), rows)


def labels() -> str:
    """How many values each preset uses, by their label."""
    counts = ((name, in_use(Scenario.load(name)).counts) for name in presets())
    return table(
        ("preset", *LABELS, "all"),
        ((f"`{name}`", *(n[label] for label in LABELS), sum(n.values())) for name, n in counts),
    )


def sources() -> str:
    """The catalogue of facts: what the source ids stand for."""
    return table(
        ("id", "kind", "check or reliability", "what it says"),
        ((f.id, f.kind, f.check, f.statement) for f in FACTS.values()),
    )


# measures ---------------------------------------------------------------------------------------------------


def measures(theme: str) -> str:
    """The measures of one theme, which is a module of `measures`."""
    return table(
        ("id", "unit", "groups", "source", "label", "needs", "definition"),
        (
            (f"`{m.id}`", m.unit, m.groups, m.source, m.label, _code([m.needs] if m.needs else []), m.definition)
            for m in THEMES[theme]
        ),
    )


def measure_ids() -> str:
    """The ids of all measures by theme."""
    return "\n".join(f"- **{theme}**: {_code([m.id for m in found])}" for theme, found in THEMES.items())


# coverage ---------------------------------------------------------------------------------------------------


def coverage_part(name: str) -> str:
    """One part of the page on coverage: a table, or text."""
    found: dict[str, Callable[[], str | wiring.Table]] = {
        "count": claimed.count,
        "claimed": claimed.claimed,
        "partly": claimed.partly,
        "reasoned": claimed.reasoned,
        "others": claimed.others,
    }
    made = found[name]()
    return made if isinstance(made, str) else table(*made)


# the run folder ---------------------------------------------------------------------------------------------


def schema(name: str) -> str:
    """The columns of a table of a run folder: all of the series and the audit, the first ones of the cohort."""
    fields = {"series": SERIES, "cohort": COHORT_KEYS, "audit": AUDIT}[name]
    return table(
        ("column", "type", "null", "meaning"),
        ((f"`{f.name}`", f.type, "yes" if f.nullable else "no", f.metadata[b"meaning"].decode()) for f in fields),
    )


PARTS: dict[str, Callable[..., str]] = {
    "parameters": parameters,
    "departures": all_departures,
    "rules": all_rules,
    "levers": levers,
    "contexts": contexts,
    "labels": labels,
    "sources": sources,
    "columns": lambda kind: table(*people.columns(kind)),
    "margins": lambda: table(*people.margin_table()),
    "traits": lambda: table(*people.traits()),
    "income-effects": lambda: table(*people.income_effects()),
    "opt-in": people.opt_in,
    "measures": measures,
    "other-measures": lambda: undescribed.measures(measures),
    "measure-ids": measure_ids,
    "other-mechanisms": undescribed.mechanisms,
    "extremes": lambda: table(*extremes.cases()),
    "extreme-titles": extremes.titles,
    "schema": schema,
    "order": lambda: table(*wiring.order()),
    "reads-and-writes": lambda: table(*wiring.reads_and_writes()),
    "diagram": wiring.diagram,
    "matrix": lambda: table(*wiring.matrix()),
    "links": lambda: table(*wiring.links_table()),
    "parts": lambda: table(*wiring.parts()),
    "coverage": coverage_part,
    "validated": lambda name: validated.page_part(name, table),
    "command": lambda name: f"{commands.usage(name)}\n\n{table(*commands.options(name))}",
}
"""The generated parts by name. Some take one more word: ``columns state``."""

if __name__ == "__main__":
    main()
