"""Checks of the whole model: documented figures beside those that `documented` simulates, with verdicts (V5-V15)."""

from .check import Band, Check, Course, Judged, RunCourse, Unexpressed, Worlds
from .not_expressed import UNEXPRESSED
from .run_checks import Validation, validate
from .targets import CHECKS

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
