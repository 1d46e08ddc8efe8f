"""Assimilation: what people make of friends' voices that contradict their own."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


class Assimilation(Section):
    """What people make of friends' voices that contradict their own (Dandekar, Goel and Lee 2013)."""

    on: Switch = switch(False, meaning="whether people give more weight to voices like their own", source="assumption")

    bias: Setting = parameter(
        0.5,
        "power of one's own voice by which friends' voices are weighed: at 0 all weigh alike (DeGroot)",
        unit="power",
        low=0,
        high=10,
    )
    own: Setting = parameter(1.0, "weight of one's own voice, in friends' voices", unit="friends", low=0, high=100)
