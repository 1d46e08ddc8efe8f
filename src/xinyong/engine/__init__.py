"""How a run is carried out: tiles, threads, checkpoints, forks. Importing it switches jax to 64 bits."""

from __future__ import annotations

import jax

from .compiled import prefer_wide_vectors

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
prefer_wide_vectors()

from .checkpoint import Checkpoint, CheckpointPlan  # noqa: E402
from .progress import Bar, Lines, Progress, Silent  # noqa: E402
from .simulate import MonthResult, simulate  # noqa: E402

__all__ = ["Bar", "Checkpoint", "CheckpointPlan", "Lines", "MonthResult", "Progress", "Silent", "simulate"]
