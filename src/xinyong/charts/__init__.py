"""Pictures of runs and comparisons: one definition each, for notebook, report and page alike.

>>> import xinyong as xy
>>> from xinyong.charts import pictures
>>> drawn = pictures(xy.load("run"))
>>> drawn["gini-income"].plot()
>>> drawn["gini-income"].frame()
"""

from .picture import Picture
from .pictures import picture, pictures
from .sides import Side, sides
from .themes import THEMES, Plan, Theme

__all__ = ["THEMES", "Picture", "Plan", "Side", "Theme", "picture", "pictures", "sides"]
