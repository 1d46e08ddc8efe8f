"""The facts that parameters cite: rows of the essay's claims, sections of public numbers, and targets, by id.

Statements are paraphrased and short. P1 to P20, D, F, S, K, T, W, V1 to V4, B and O are claims of the essay
(T. E. Ström, "Cybernetic Capitalism with Chinese Characteristics", Arena); 2a to 2j are sections of public
numbers, and 2a-travel or 2d-tariff single rows of them, which values rest on; V5 to V28 are targets of validation,
and so are 3a-V1 to 3a-V4, since V1 to V4 are the essay's claims on cameras; 5 is the table of disputes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Fact:
    """One row of the facts.

    Attributes
    ----------
    id
        What a parameter's source names.
    kind
        Claim, mechanism, quantity, actor, interpretation; or numbers, target, disputes.
    check
        What a comparison with other sources found; for rows of numbers a rating: A official or peer-reviewed, B press
        on a primary source, C weak, U unverified, D derived.
    statement
        What it says, in one line.
    """

    id: str
    kind: str
    check: str
    statement: str

    @property
    def documents(self) -> bool:
        """Whether a number may be called documented on its strength: rated A or B, or a claim that sources bear out."""
        return self.check in ("A", "A/B", "B") or self.check.startswith(("confirmed", "mostly confirmed"))


def _read() -> dict[str, Fact]:
    table = resources.files("xinyong.scenario").joinpath("facts.tsv").read_text(encoding="utf-8")
    _, *rows = table.splitlines()
    facts = (Fact(id=i, kind=k, check=c, statement=s) for i, k, c, s in (row.split("\t") for row in rows))
    return {fact.id: fact for fact in facts}


FACTS: dict[str, Fact] = _read()
"""Every fact by its id, in the order of the table."""
