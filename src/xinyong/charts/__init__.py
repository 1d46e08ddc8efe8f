"""Pictures of runs and comparisons: one definition each, for notebook, report and page alike.

>>> import xinyong as xy
>>> from xinyong.charts import pictures
>>> drawn = pictures(xy.load("run"))
>>> drawn["gini-income"].plot()
>>> drawn["gini-income"].frame()
"""

from .build_pictures import picture, pictures
from .picture import Picture
from .themes import THEMES, Plan, Theme
from .world_view import WorldView, world_views

__all__ = ["THEMES", "Picture", "Plan", "Theme", "WorldView", "picture", "pictures", "world_views"]
