"""Executes runs: tiles, threads, checkpoints, forks. Importing it switches jax to 64 bits."""

from __future__ import annotations

import jax

from .program_cache import set_compiler_flags

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
set_compiler_flags()

from .checkpoint import Checkpoint, CheckpointPlan  # noqa: E402
from .progress import Bar, Lines, Progress, Silent  # noqa: E402
from .simulate import MonthResult, simulate  # noqa: E402

__all__ = ["Bar", "Checkpoint", "CheckpointPlan", "Lines", "MonthResult", "Progress", "Silent", "simulate"]
