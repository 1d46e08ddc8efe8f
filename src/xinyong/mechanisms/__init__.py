"""What happens in a month: one file per mechanism, listed here in the order in which they run."""

from __future__ import annotations

from .adapting import ADAPTING
from .conduct import CONDUCT
from .consequences import CONSEQUENCES
from .influence import INFLUENCE
from .initialization import INITIALIZATION
from .leaking import LEAKING
from .lending.lending import LENDING
from .lending.loan_performance import LOAN_PERFORMANCE, SCORECARD_TRAINING
from .lending.monthly_loans import MONTHLY_LOANS
from .livelihood import LIVELIHOOD, OPENING_STOCKS
from .matching import MATCHING
from .mechanism import Mechanism, System, View
from .redress import REDRESS
from .scoring import SCORING
from .scoring.court_list import COURT_LIST
from .scoring.dishonest_firms import DISHONEST_FIRMS
from .scoring.points import LEDGER_REPAIR
from .scoring.red_list import RED_LIST
from .scoring.score_beliefs import SCORE_BELIEFS
from .survey import SURVEY
from .watching.watching import WATCHING

STAGES: dict[str, tuple[Mechanism, ...]] = {
    "life": (OPENING_STOCKS, LIVELIHOOD, CONDUCT),
    "watching": (WATCHING,),
    "lists": (INFLUENCE, COURT_LIST, DISHONEST_FIRMS, RED_LIST),
    "scores": (LEDGER_REPAIR, *SCORING, SCORE_BELIEFS),
    "consequences": (CONSEQUENCES, REDRESS),
    "credit": (MONTHLY_LOANS, LENDING, LOAN_PERFORMANCE, SCORECARD_TRAINING),
    "couples and opinions": (MATCHING, ADAPTING, SURVEY),
    "leaks": (LEAKING,),
}
"""The month in stages, in order."""

ORDER: tuple[Mechanism, ...] = tuple(mechanism for stage in STAGES.values() for mechanism in stage)
"""The month, in order. `INITIALIZATION` runs once, before the first month."""

__all__ = ["INITIALIZATION", "ORDER", "STAGES", "Mechanism", "System", "View"]
