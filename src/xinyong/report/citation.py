"""How to cite: the software, and the very scenarios, seed and population that were run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..results.citation import Citation, citation


def apa(manifests: Sequence[dict[str, Any]]) -> str:
    """One sentence for a list of references, with what identifies the runs.

    Parameters
    ----------
    manifests
        Of the runs, one or two.
    """
    return f"{_cited(manifests).apa} {_runs(manifests)}"


def bibtex(manifests: Sequence[dict[str, Any]]) -> str:
    """The same for BibTeX, what identifies the runs being its note."""
    entry = _cited(manifests).bibtex.removesuffix("\n}")
    return f"{entry},\n  note    = {{{_runs(manifests)}}}\n}}"


def _cited(manifests: Sequence[dict[str, Any]]) -> Citation:
    return replace(citation(), version=str(manifests[0]["version"]))


def _runs(manifests: Sequence[dict[str, Any]]) -> str:
    first = manifests[0]
    names = " and ".join(f"{one['scenario']} ({one['scenario_hash'][:12]})" for one in manifests)
    plural = "s" if len(manifests) > 1 else ""
    return f"Scenario{plural} {names}, population {first['population']}, seed {first['seed']}."
