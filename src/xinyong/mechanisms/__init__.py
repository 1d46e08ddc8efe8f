"""What happens in a month: one file a mechanism, listed here in the order in which they run."""

from __future__ import annotations

from .adapting import ADAPTING
from .beginning import BEGINNING
from .conduct import CONDUCT
from .consequences import CONSEQUENCES
from .lending import LENDING
from .livelihood import LIVELIHOOD
from .mechanism import Mechanism, System, Undeclared, View
from .scoring.conformity import CONFORMITY
from .scoring.court import COURT
from .scoring.factors import FACTORS
from .scoring.friends import FRIENDS
from .scoring.points import POINTS
from .scoring.unified import UNIFIED
from .watching import WATCHING

ORDER: tuple[Mechanism, ...] = (
    LIVELIHOOD,
    CONDUCT,
    WATCHING,
    COURT,
    POINTS,
    FACTORS,
    CONFORMITY,
    FRIENDS,
    UNIFIED,
    CONSEQUENCES,
    LENDING,
    ADAPTING,
)
"""The month, in order. `BEGINNING` runs once, before the first month."""

__all__ = ["BEGINNING", "ORDER", "Mechanism", "System", "Undeclared", "View"]
