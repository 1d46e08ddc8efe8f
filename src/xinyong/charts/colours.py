"""The colours, strokes and letters of the two worlds, the same in the report, the notebook and the page.

World A is blue and solid, world B orange and dashed, so that nothing rests on colour alone. Both are taken
from the palette of Okabe and Ito, which people with any common colour blindness can tell apart.
"""

from __future__ import annotations

from typing import Final

A: Final = "#0072b2"
"""Lines and marks of world A."""
B: Final = "#d55e00"
"""Lines and marks of world B."""
A_TEXT: Final = "#005a8d"
"""Words about world A: 6.9:1 on white."""
B_TEXT: Final = "#a04400"
"""Words about world B, darker than its marks: 6.4:1 on white, where the marks' orange has only 3.9:1."""
INK: Final = "#16181d"
"""Titles, and figures on record."""
MUTED: Final = "#595d66"
"""Notes and labels of axes: 6.6:1 on white."""
GRID: Final = "#dfe1e5"
"""Grid lines."""
DASH: Final = (6, 3)
"""Dash pattern of world B, in pixels on and off."""
FONT: Final = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
"""Letters of every chart; fonts that machines have, so that nothing is fetched."""
