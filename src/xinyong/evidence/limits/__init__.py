"""Extreme cases: one thing at a time taken as far as it goes, and the limit that the model must then come to."""

from .cases import EXTREMES
from .limit import Extreme, Finding, Limit, Seen, Verdict
from .run_cases import extremes, named

__all__ = ["EXTREMES", "Extreme", "Finding", "Limit", "Seen", "Verdict", "extremes", "named"]
