"""The manifest of a run (its settings, machine, progress and hashes), and how to cite the software and runs."""

from __future__ import annotations

import html
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from typing import Any

from ..display import brief
from ..model import model_of
from ..plugins import noted
from ..scenario.scenario import Scenario
from .run_folder import Manifest
from .schema import FORMAT


def machine() -> dict[str, str | int]:
    """The properties of the machine that can change results or speed; no name of a host, user or folder."""
    import jax

    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": available_cores(),
        "python": platform.python_version(),
        "jax": metadata.version("jax"),
        "numpy": metadata.version("numpy"),
        "device": jax.devices()[0].device_kind,
    }


def available_cores() -> int:
    """Processor cores that this process may use, including limits of a container or scheduler."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not available on every system
        return os.cpu_count() or 1


def opened(
    scenario: Scenario,
    *,
    replicates: int,
    cohort: int,
    checkpoints: dict[str, Any],
    fork: dict[str, Any] | None = None,
    network: dict[str, Any] | None = None,
    measures: list[dict[str, Any]] | None = None,
) -> Manifest:
    """The manifest of a run that starts now.

    Parameters
    ----------
    scenario
        The resolved scenario, with seed, population and window.
    replicates, cohort
        Number of replicates (number 0 uses the seed, the others use seeds that `replicate_seed` derives from it), and
        citizens followed every month in each.
    checkpoints, fork, network
        ``{"every": months, "kept": whether all are kept}``; ``{"scenario_hash", "month", "run", "fork"}`` of the run
        whose past is shared, or None; ``{"pairs", "sha256"}`` of an explicit network, or None.
    measures
        What is said about the measures that are not built in (see `Registry.noted`).
    """
    return {
        "format": FORMAT,
        "version": metadata.version("xinyong"),
        "status": "running",
        "scenario": scenario.name,
        "title": scenario.title,
        "label": scenario.label,
        "scenario_hash": scenario.hash,
        "seed": scenario.seed,
        "population": scenario.population,
        "people_per_citizen": people_per_citizen(scenario),
        "population_represented": round(scenario.nation.adults_represented.at(scenario.window.from_)),
        "window": scenario.window.as_words(),
        "replicates": replicates,
        "cohort": cohort,
        "checkpoints": checkpoints,
        "fork": fork,
        "network": network,
        "measures": measures or [],
        "mechanisms": noted(scenario, model_of(scenario).origins),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "duration_s": 0.0,
        "citizen_months": 0,
        "citizen_months_per_second": None,
        "series_hash": None,
        "cohort_hash": None,
        "machine": machine(),
    }


def advanced(manifest: Manifest, *, seconds: float, citizen_months: int) -> Manifest:
    """The manifest after more computing: wall-clock seconds and simulated citizen-months."""
    duration = manifest["duration_s"] + seconds
    done = manifest["citizen_months"] + citizen_months
    speed = round(done / duration) if duration > 0 else None
    return {**manifest, "duration_s": round(duration, 3), "citizen_months": done, "citizen_months_per_second": speed}


def people_per_citizen(scenario: Scenario) -> float:
    """Number of people that each simulated citizen represents (from `nation.adults_represented`)."""
    return scenario.nation.adults_represented.at(scenario.window.from_) / scenario.population


TITLE = "Xinyong: a laboratory for social credit systems"
YEAR = 2026


@dataclass(frozen=True, repr=False)
class Citation:
    """A reference: the data of a citation."""

    authors: str
    title: str
    year: int
    version: str
    license: str
    """All five as in CITATION.cff."""
    runs: str = ""
    """One sentence that identifies the cited runs; empty for the software alone."""

    @property
    def apa(self) -> str:
        """The reference as text in APA style."""
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
        """The non-empty parts by name."""
        return {name: part for name, part in asdict(self).items() if part != ""}

    def __repr__(self) -> str:
        return brief("Citation", title=self.title, version=self.version, **({"runs": self.runs} if self.runs else {}))

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.apa)}</p><pre>{html.escape(self.bibtex)}</pre>"


def cite(manifests: Sequence[Manifest] = ()) -> Citation:
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


def _identified(manifests: Sequence[Manifest]) -> str:
    first = manifests[0]
    names = ", ".join(f"{one['scenario']} ({one['scenario_hash'][:12]})" for one in manifests)
    plural = "s" if len(manifests) > 1 else ""
    return f"Scenario{plural} {names}, population {first['population']}, seed {first['seed']}."
