"""The scale of a score: a section with a lower and an upper end."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from ..parameter import Section
from ..refusal import refuse


class Scale(Section):
    """A score with a lower and an upper end."""

    @model_validator(mode="after")
    def _is_a_scale(self) -> Self:
        low, high = self.low.at(0), self.high.at(0)  # type: ignore[attr-defined]
        if low >= high:
            raise refuse(
                low,
                accepted=f"less than the upper end of the scale, {high:g} points",
                remedy="Exchange the ends or correct one.",
                path=("low",),
            )
        return self
