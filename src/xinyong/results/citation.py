"""How to cite: the software in the words of CITATION.cff, and the runs whose results are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any

TITLE = "Xinyong: a laboratory for social credit systems"
YEAR = 2026


@dataclass(frozen=True)
class Citation:
    """What a reference list needs.

    Attributes
    ----------
    authors, title, year, version, license
        As in CITATION.cff.
    runs
        What identifies the runs that are cited, in one sentence; empty if it is the software alone.
    """

    authors: str
    title: str
    year: int
    version: str
    license: str
    runs: str = ""

    @property
    def apa(self) -> str:
        """The reference in words, after the style of the American Psychological Association."""
        software = f"{self.authors}. ({self.year}). {self.title} (Version {self.version}) [Computer software]."
        return f"{software} {self.runs}".rstrip()

    @property
    def bibtex(self) -> str:
        """The reference as a BibTeX entry."""
        fields = [
            f"  author  = {{{{{self.authors}}}}}",
            f"  title   = {{{{{self.title}}}}}",
            f"  year    = {{{self.year}}}",
            f"  version = {{{self.version}}}",
            f"  license = {{{self.license}}}",
            *([f"  note    = {{{self.runs}}}"] if self.runs else []),
        ]
        return f"@software{{xinyong_{self.version.replace('.', '_')},\n" + ",\n".join(fields) + "\n}"

    def to_dict(self) -> dict[str, str | int]:
        """The parts by name; the runs only if there are any."""
        return {name: part for name, part in asdict(self).items() if part != ""}


def cite(manifests: Sequence[dict[str, Any]] = ()) -> Citation:
    """The citation of the installed version, or of runs.

    Parameters
    ----------
    manifests
        Of the runs, which have the same population and seed; the version is then the one that ran them. None for
        the software alone.
    """
    about = metadata.metadata("xinyong")
    return Citation(
        authors=about["Author"],
        title=TITLE,
        year=YEAR,
        version=str(manifests[0]["version"]) if manifests else about["Version"],
        license=about["License-Expression"],
        runs=_identified(manifests) if manifests else "",
    )


def _identified(manifests: Sequence[dict[str, Any]]) -> str:
    first = manifests[0]
    names = ", ".join(f"{one['scenario']} ({one['scenario_hash'][:12]})" for one in manifests)
    plural = "s" if len(manifests) > 1 else ""
    return f"Scenario{plural} {names}, population {first['population']}, seed {first['seed']}."
