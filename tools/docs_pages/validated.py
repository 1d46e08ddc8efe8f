"""The page on validation: what tools/validate_docs.py found and kept, as tables, and why what failed failed."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from xinyong.evidence.replications import Target, Verdict
from xinyong.report.replications import row as target_row
from xinyong.report.validation import parts
from xinyong.report.validation import row as check_row

KEPT = Path(__file__).parent / "validation.json"
REASONS: dict[str, str] = tomllib.loads((Path(__file__).parent / "not-reproduced.toml").read_text(encoding="utf-8"))
"""Why targets of replications are not met: by ``"name.target"``."""

Found = dict[str, Any]
Rows = Iterable[Sequence[object]]
Table = Callable[[Sequence[str], Rows], str]


def kept() -> Found:
    """What was found, as it was written down."""
    found: Found = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def page_part(name: str, table: Table) -> str:
    """One generated part of the page; KeyError for a name that does not exist."""
    makers = {"replications": replications, "record": record, "misses": misses, "gaps": gaps, "tally": tally}
    return makers[name](kept(), table)


def tally(found: Found, table: Table) -> str:
    """All verdicts in two sentences."""
    ran = [one for one in found["replications"] if one["targets"]]
    targets = [target for one in ran for target in one["targets"]]
    met = sum(target["is_met"] for target in targets)
    skipped = [f"`{one['name']}`" for one in found["replications"] if one["verdict"] == "skipped"]
    origins = [target["origin"] for target in targets if target["is_met"]]
    whose = ", ".join(f"{origins.count(origin)} {origin}" for origin in ("published", "recomputed", "derived"))
    words = f"Of {len(targets)} targets in {len(ran)} replications {met} are met ({whose})."
    if not any(one["verdict"] == "skipped" for one in found["replications"]):
        words += " `liu-2018` ran on tables that are not shipped; without `--data` it is skipped."
    words += f" Skipped, for want of data: {', '.join(skipped)}." if skipped else ""
    population = f"{found['record']['population']:,}"
    return f"{words} Of the whole model, with {population} citizens: {found['record']['tally']}"


def replications(found: Found, table: Table) -> str:
    """Each replication with its targets."""
    return "\n\n".join(_replication(one, table) for one in found["replications"])


def _replication(one: Found, table: Table) -> str:
    head = f"### {one['title']}\n\n`{one['name']}`, **{one['verdict']}**. {one['published']} *Set-up.* {one['setting']}"
    head += f" *Source.* {one['source']}."
    if one["verdict"] == "skipped":
        return f"{head}\n\nSkipped: {one['missing']}"
    rows = []
    for target in one["targets"]:
        words = target_row(verdict(target))
        state = "met" if words.is_met else "**not met**"
        rows.append((words.what, words.expected, words.tolerance, words.obtained, words.origin, state, words.why))
    heads = ("target", "expected", "tolerance", "obtained", "origin", "verdict", "tolerance from")
    return f"{head}\n\n{table(heads, rows)}"


def verdict(target: Found) -> Verdict:
    """A target as it was kept, as code has it."""
    said = Target(
        target["id"], target["what"], target["target"], target["tolerance"], target["why"], target["origin"],
        target["relation"],
    )  # fmt: skip
    obtained = target["obtained"]
    return Verdict(said, math.nan if obtained is None else obtained)


def record(found: Found, table: Table) -> str:
    """The checks of the whole model, by target."""
    heads = ("figure", "when", "published", "accepted", "simulated", "source", "status", "verdict", "range from")
    made = []
    for part in parts(found["record"]["checks"]):
        rows = [
            (one.what, one.when, one.documented, one.accepted, one.obtained, one.source, one.standing,
             "**not met**" if one.state == "not met" else one.state, one.why)
            for one in part.rows if one.state != "not expressed"
        ]  # fmt: skip
        if rows:
            made.append(f"### {part.id}\n\n{part.says}\n\n{table(heads, rows)}")
    return "\n\n".join(made)


def misses(found: Found, table: Table) -> str:
    """What is not met, with the reason."""
    rows = [(f"`{name}`", words.what, words.expected, words.obtained, reason) for name, words, reason in _missed(found)]
    for check in found["record"]["checks"]:
        if check["state"] == "not met":
            words = check_row(check)
            rows.append((words.target, f"{words.what}, {words.when}", words.documented, words.obtained, words.reason))
    return table(("where", "what", "known value", "simulated", "reason"), rows)


def _missed(found: Found) -> Iterator[tuple[str, Any, str]]:
    for one in found["replications"]:
        for target in one["targets"]:
            if not target["is_met"]:
                yield one["name"], target_row(verdict(target)), REASONS[f"{one['name']}.{target['id']}"]


def gaps(found: Found, table: Table) -> str:
    """What of the targets the model cannot answer."""
    rows = [
        (one["target"], one["what"], one["documented"], one["reason"])
        for one in found["record"]["checks"]
        if one["state"] == "not expressed"
    ]
    return table(("target", "what", "published", "reason"), rows)
