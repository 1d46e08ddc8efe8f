"""Verification: what was found when a scenario was run again, in words and as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .table_diff import Apart


@dataclass(frozen=True)
class File:
    """What became of one file of results.

    Attributes
    ----------
    name
        ``series.parquet``, ``cohort.parquet`` or ``audit.parquet``.
    manifest_hash, stored_hash, obtained_hash
        What the manifest names (None if it was written before manifests named it), what the file has, and what
        the run gave now.
    apart
        How far the file and the run of now are apart.
    """

    name: str
    manifest_hash: str | None
    stored_hash: str
    obtained_hash: str
    apart: Apart

    @property
    def is_same(self) -> bool:
        """Whether all hashes are the same."""
        return self.stored_hash == self.obtained_hash and self.manifest_hash in (None, self.stored_hash)

    @property
    def words(self) -> str:
        """What is wrong with it, or that nothing is."""
        if self.is_same:
            return f"{self.name}: {self.apart.rows} rows, the same bits ({self.stored_hash[:16]})"
        if self.stored_hash == self.obtained_hash:
            return f"manifest.json was changed: it names another hash for {self.name}, which has the right bits"
        if self.manifest_hash not in (None, self.stored_hash):
            return f"{self.name} was changed: it is not the one that the manifest names; {self.apart.words}"
        return f"{self.name}: {self.apart.words}"

    def to_dict(self) -> dict[str, Any]:
        """The file as data."""
        return {
            "is_same": self.is_same,
            "manifest_hash": self.manifest_hash,
            "stored_hash": self.stored_hash,
            "obtained_hash": self.obtained_hash,
            **self.apart.to_dict(),
        }


@dataclass(frozen=True)
class Verification:
    """What a second run of the same scenario gave.

    Attributes
    ----------
    files
        The series, and the cohort if anybody was followed.
    manifest
        Where the manifest says otherwise than the scenario, as ``{key: [said, is]}``.
    environment
        What differs between the machine then and now, as ``{key: [then, now]}``.
    past
        Where the past of a fork was taken from, in words; empty for other runs.
    """

    files: tuple[File, ...]
    manifest: dict[str, list[Any]]
    environment: dict[str, list[Any]]
    past: str = ""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs: files, hashes, and what the manifest says of the scenario."""
        return all(file.is_same for file in self.files) and not self.manifest

    @property
    def sentence(self) -> str:
        """The verdict in words: everything that differs, by name."""
        past = f" ({self.past})" if self.past else ""
        if self.is_same:
            return f"Verified{past}. " + "; ".join(file.words for file in self.files) + "."
        wrong = [file.words for file in self.files if not file.is_same]
        wrong += [f"manifest.json says {key} {said}, but it is {is_}" for key, (said, is_) in self.manifest.items()]
        return f"Not verified{past}. " + "; ".join(wrong) + f". {self._why}"

    @property
    def _why(self) -> str:
        changed = "; ".join(f"{key} was {then}, is {now}" for key, (then, now) in self.environment.items())
        return f"The environment differs: {changed}." if changed else "The environment is the same."

    def to_dict(self) -> dict[str, Any]:
        """The verdict as data."""
        return {
            "is_same": self.is_same,
            "files": {file.name: file.to_dict() for file in self.files},
            "manifest": self.manifest,
            "environment": self.environment,
            "past": self.past,
        }


@dataclass(frozen=True)
class PairVerification:
    """What second runs of both worlds of a comparison gave.

    Attributes
    ----------
    a, b
        The verdicts on the baseline and on the other world.
    """

    a: Verification
    b: Verification

    @property
    def is_same(self) -> bool:
        """Whether both worlds are verified."""
        return self.a.is_same and self.b.is_same

    @property
    def sentence(self) -> str:
        """Both verdicts in words, a line each."""
        return "\n".join(f"{name}: {getattr(self, name).sentence}" for name in ("a", "b"))

    def to_dict(self) -> dict[str, Any]:
        """The verdicts as data."""
        return {"is_same": self.is_same, **{name: getattr(self, name).to_dict() for name in ("a", "b")}}
