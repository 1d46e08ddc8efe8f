"""Charts of runs and comparisons. Notebook, report and page share one definition of each.

>>> import xinyong as xy
>>> from xinyong.charts import pictures
>>> drawn = pictures(xy.load("run"))
>>> drawn["gini-income"].plot()
>>> drawn["gini-income"].frame()
"""

from .picture import Picture, picture, pictures
from .themes import THEMES, Plan, Theme
from .world_view import WorldView, world_views

__all__ = ["THEMES", "Picture", "Plan", "Theme", "WorldView", "picture", "pictures", "world_views"]
