"""Influence: whom courts and rules spare (W3)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, share, switch


def _spared(default: float, who: str) -> Setting:
    return share(default, f"{who} whom courts do not list and rules do not punish (size assumed)", "W3")


class Influence(Section):
    """Whom courts and rules spare, by the best of the positions that somebody holds."""

    on: Switch = switch(True, meaning="whether the powerful are spared", source="W3", label="essay")

    official: Setting = _spared(0.5, "officials")
    manager: Setting = _spared(0.3, "managers")
    member: Setting = _spared(0.1, "Party members")
