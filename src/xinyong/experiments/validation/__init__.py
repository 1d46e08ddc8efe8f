"""Checks of the whole model: documented figures beside those that `documented` simulates, with verdicts (V5-V15)."""

from .check import Band, Check, Course, Judged, RunCourse, Unexpressed, Worlds
from .gaps import UNEXPRESSED
from .record import CHECKS
from .running import Validation, validate

__all__ = [
    "CHECKS",
    "UNEXPRESSED",
    "Band",
    "Check",
    "Course",
    "Judged",
    "RunCourse",
    "Unexpressed",
    "Validation",
    "Worlds",
    "validate",
]
