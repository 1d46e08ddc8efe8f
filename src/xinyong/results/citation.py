"""How to cite this version: the same words as CITATION.cff, with which a test compares them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib import metadata

TITLE = "Xinyong: a laboratory for social credit systems"
YEAR = 2026


@dataclass(frozen=True)
class Citation:
    """What a reference list needs.

    Attributes
    ----------
    authors, title, year, version, license
        As in CITATION.cff.
    """

    authors: str
    title: str
    year: int
    version: str
    license: str

    @property
    def apa(self) -> str:
        """The reference in words, after the style of the American Psychological Association."""
        return f"{self.authors}. ({self.year}). {self.title} (Version {self.version}) [Computer software]."

    @property
    def bibtex(self) -> str:
        """The reference as a BibTeX entry."""
        return "\n".join(
            (
                f"@software{{xinyong_{self.version.replace('.', '_')},",
                f"  author  = {{{{{self.authors}}}}},",
                f"  title   = {{{{{self.title}}}}},",
                f"  year    = {{{self.year}}},",
                f"  version = {{{self.version}}},",
                f"  license = {{{self.license}}}",
                "}",
            )
        )

    def to_dict(self) -> dict[str, str | int]:
        """The parts by name."""
        return asdict(self)


def citation() -> Citation:
    """The citation of the installed version, from the package's metadata."""
    about = metadata.metadata("xinyong")
    return Citation(
        authors=about["Author"],
        title=TITLE,
        year=YEAR,
        version=about["Version"],
        license=about["License-Expression"],
    )
