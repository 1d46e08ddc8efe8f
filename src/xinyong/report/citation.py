"""How to cite: the software, and the very scenario, seed and population that were run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

TITLE: Final = "Xinyong: a laboratory for social credit systems"
AUTHORS: Final = "The Xinyong developers"


def apa(manifests: Sequence[dict[str, Any]]) -> str:
    """One sentence for a list of references, with what identifies the runs.

    Parameters
    ----------
    manifests
        Of the runs, one or two.
    """
    first = manifests[0]
    return f"{AUTHORS} ({_year(first)}). {TITLE} (Version {first['version']}) [Computer software]. {_runs(manifests)}"


def bibtex(manifests: Sequence[dict[str, Any]]) -> str:
    """The same for BibTeX."""
    first = manifests[0]
    return "\n".join(
        (
            "@software{xinyong,",
            f"  author  = {{{{{AUTHORS}}}}},",
            f"  title   = {{{TITLE}}},",
            f"  version = {{{first['version']}}},",
            f"  year    = {{{_year(first)}}},",
            f"  note    = {{{_runs(manifests)}}}",
            "}",
        )
    )


def _year(manifest: dict[str, Any]) -> str:
    return str(manifest["started"])[:4]


def _runs(manifests: Sequence[dict[str, Any]]) -> str:
    first = manifests[0]
    names = " and ".join(f"{one['scenario']} ({one['scenario_hash'][:12]})" for one in manifests)
    return f"Scenario {names}, population {first['population']}, seed {first['seed']}."
