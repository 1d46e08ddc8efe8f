"""What happens in a month: one file a mechanism, listed here in the order in which they run."""

from __future__ import annotations

from .adapting import ADAPTING
from .beginning import BEGINNING
from .conduct import CONDUCT
from .consequences import CONSEQUENCES
from .following import FOLLOWING
from .influence import INFLUENCE
from .leaking import LEAKING
from .lending import LENDING
from .livelihood import LIVELIHOOD
from .matching import MATCHING
from .mechanism import Mechanism, System, Undeclared, View
from .redress import REDRESS
from .rounds import ROUNDS
from .scoring.bureau import BUREAU
from .scoring.conformity import CONFORMITY
from .scoring.court import COURT
from .scoring.experience import EXPERIENCE
from .scoring.factors import FACTORS
from .scoring.firms import RIVALS
from .scoring.friends import FRIENDS
from .scoring.market import MARKET
from .scoring.points import POINTS
from .scoring.red import RED
from .scoring.repair import REPAIR
from .scoring.scorecard import SCORECARD
from .scoring.training import TRAINING
from .scoring.unified import UNIFIED
from .survey import SURVEY
from .watching import WATCHING

ORDER: tuple[Mechanism, ...] = (
    LIVELIHOOD,
    CONDUCT,
    WATCHING,
    INFLUENCE,
    COURT,
    MARKET,
    RED,
    REPAIR,
    POINTS,
    FACTORS,
    CONFORMITY,
    SCORECARD,
    BUREAU,
    RIVALS,
    FRIENDS,
    UNIFIED,
    EXPERIENCE,
    CONSEQUENCES,
    REDRESS,
    ROUNDS,
    LENDING,
    FOLLOWING,
    TRAINING,
    MATCHING,
    ADAPTING,
    SURVEY,
    LEAKING,
)
"""The month, in order. `BEGINNING` runs once, before the first month."""

__all__ = ["BEGINNING", "ORDER", "Mechanism", "System", "Undeclared", "View"]
