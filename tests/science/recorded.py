"""What the channels should note, as docs/concepts/odd.md has it, in plain NumPy: the closed form beside the model.

Nothing of the mechanism is used but the names of columns and parameters. Given how a month opened and what people did
in it, each act is noted, led astray and entered twice by chance alone, so that means and variances can be written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from xinyong.society.ties import partners
from xinyong.vocabulary import ACTS

from .laboratory import SimulatedMonths, State

Values = NDArray[np.float64]

SEES: dict[str, tuple[str, ...]] = {
    "bills": ("late_bill",),
    "cameras": ("jaywalk",),
    "platforms": ("no_show", "cheat", "gym"),
    "registers": ("volunteer",),
    "posts": ("praise", "criticism"),
    "neighbours": ("petition",),
    "courts": ("breach", "fraud"),
    "discipline": ("misconduct",),
}
FALSE = ("late_bill", "jaywalk", "no_show", "cheat", "criticism", "petition", "breach", "fraud")
ASTRAY = ("late_bill", "jaywalk", "breach")
TWICE = ("late_bill", "jaywalk", "criticism", "breach")
MADE_UP = ("criticism", "petition")
OVERHEARD = ("jaywalk", "criticism")
PAID = ("no_show", "gym")
NEIGHBOUR, DOUBLE = 32, 64
FILES: dict[str, str] = {
    "payments": "integration_firms",
    "friends": "integration_firms",
    "bank": "integration_official",
    "travel": "integration_official",
    "hospitals": "integration",
}
"""Channels that enter something in files, with the share of their entries that reaches the centre."""
WAITS: dict[str, tuple[str, ...]] = {
    "waiting_records": tuple(f"rec_{act}" for act in ACTS),
    "waiting_errors": tuple(f"wrong_{act}" for act in FALSE),
    "waiting_entries": (*(f"entry_{part}" for part in FILES), *(f"wrong_entry_{part}" for part in FILES)),
}
"""What waits in each column, two bits each."""


@dataclass(frozen=True)
class Noted:
    """Of one act or several: mean records that are true and wrong, and how these vary, and vary together."""

    true: float = 0.0
    wrong: float = 0.0
    var_true: float = 0.0
    var_wrong: float = 0.0
    cov: float = 0.0

    def __add__(self, other: Noted) -> Noted:
        return Noted(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    def arriving(self, delay: float, true: float, wrong: float) -> Noted:
        """What arrives of it, and of records that waited: each with chance 1/(1 + delay), at once without delay."""
        share = 1.0 / (1.0 + delay)

        def variance(mean: float, var: float, waiting: float) -> float:
            squares = mean - var  # the sum of squared chances
            return share * mean - share**2 * squares + waiting * share * (1.0 - share)

        return Noted(
            share * (self.true + true),
            share * (self.wrong + wrong),
            variance(self.true, self.var_true, true),
            variance(self.wrong, self.var_wrong, wrong),
            share**2 * self.cov,
        )

    @property
    def ppv(self) -> float:
        return self.true / (self.true + self.wrong)

    def error_of_ppv(self, records: float) -> float:
        """Standard error of the share that is true of so many records: (1 - ppv) * true - ppv * wrong has mean 0."""
        a, b = 1.0 - self.ppv, self.ppv
        return float(np.sqrt(max(a * a * self.var_true + b * b * self.var_wrong - 2 * a * b * self.cov, 0.0))) / records


def _of(values: NDArray, mask: int) -> NDArray:
    """What citizen i XOR mask has."""
    return values[np.arange(values.size) ^ mask]


def _sum(values: Values, is_person: NDArray) -> float:
    return float(np.broadcast_to(values, is_person.shape)[is_person].sum())


def waiting(columns: Mapping[str, NDArray], name: str) -> NDArray:
    """How many records wait that will arrive in a column, by citizen; 0 of what never waits."""
    for column, names in WAITS.items():
        if name in names:
            return (np.asarray(columns[column]).reshape(-1) >> (2 * names.index(name))) & 3
    return np.zeros(np.asarray(columns["is_person"]).size, np.uint32)


def _waiting(state: State, name: str) -> float:
    return float(waiting(state.columns, name).sum())


def expected(state: State, simulated: SimulatedMonths, changed: Mapping[str, float] | None = None) -> dict[str, Noted]:
    """What should be noted of each act in the one month that was simulated from a state on.

    Parameters
    ----------
    state
        How the month opened: voices, and where places stand in the order of roll-outs.
    simulated
        The month: what people did.
    changed
        Parameters in place of the scenario's, to see what a term is worth.
    """
    month = state.nation.month
    assert simulated.world.scenario.nation.governance.value == "mixed"  # other forms loosen what firms pass on
    p = {**simulated.world.scenario.section("watching").numbers(month), **(changed or {})}
    c = {name: np.asarray(column).reshape(-1) for name, column in state.columns.items()}
    is_person, is_urban = c["is_person"].astype(bool), c["is_urban"].astype(bool)
    is_joined = c["roll_out_rank"] < np.float32(p["joined"])
    is_old = (month - 12 * 1900 - c["birth_month"].astype(float)) / 12 >= 60
    online, voice = c["online"].astype(float), c["voice"].astype(float)

    def whole(name: str) -> Values:
        return np.where(is_joined, np.maximum(p[name], p["joined_integration"]), p[name])

    def covered(channel: str, more: Values) -> Values:
        return np.minimum(p[f"{channel}_coverage"] * more, 1.0) * p[f"{channel}_sensitivity"]

    density = np.asarray(state.nation.signals()["camera_density"])[c["province"], is_urban.astype(int)]
    cameras = np.where(is_urban, 1.0, p["cameras_rural"]) * density * np.where(is_joined, p["joined_cameras"], 1.0)
    hearsay = np.where(is_urban, 1.0, p["neighbours_rural"]) * np.where(is_joined, p["joined_neighbours"], 1.0)
    official, firms = whole("integration_official"), whole("integration")
    one = np.ones(is_person.shape)
    reach = {
        "bills": covered("bills", one) * whole("integration_bills"),
        "cameras": covered("cameras", cameras) * whole("integration"),
        "platforms": covered("platforms", one) * firms,
        "registers": covered("registers", one) * official,
        "posts": covered("posts", one) * firms,
        "neighbours": covered("neighbours", hearsay) * whole("integration"),
        "courts": covered("courts", one) * official,
        "discipline": covered("discipline", one) * official,
    }
    beside = _of(voice, NEIGHBOUR)
    readiness = 1.0 + p["neighbours_loyal"] * np.maximum(beside, 0.0) + p["neighbours_grudge"] * abs(beside - voice) / 2
    readiness = np.where(_of(is_person, NEIGHBOUR), readiness, 0.0)
    reach["neighbours"] = np.minimum(reach["neighbours"] * readiness, whole("integration"))

    def factor(error: str, *, by_face: bool) -> Values:
        women = np.where(c["is_female"], p[f"{error}_women"], 1.0) if by_face else one
        rural = np.where(is_urban, 1.0, p[f"{error}_rural"])
        return women * rural * np.where(is_old, p[f"{error}_old"], 1.0)

    found: dict[str, Noted] = {}
    for channel, acts in SEES.items():
        for act in acts:
            did = simulated.columns[f"act_{act}"].reshape(-1).astype(float)
            seen, twice = reach[channel], 0.0 * one
            if act in PAID:
                seen = seen * (1.0 - p["cash_blind"] * (1.0 - p["cashless"] * online))
            if act in OVERHEARD:
                heard = p["overheard"] * reach["neighbours"]
                either = seen + heard - seen * heard
                seen, twice = either, np.divide(seen * heard, either, out=0.0 * one, where=either > 0)
            goes_astray, is_again, wrongly, invented = (0.0 * one for _ in range(4))
            if act in ASTRAY:
                goes_astray = np.minimum(p["mistaken"] * factor("mistaken", by_face=channel == "cameras"), 1.0)
                goes_astray = np.where(_of(is_person, DOUBLE), goes_astray, 0.0)
            if act in TWICE:
                is_again = (1.0 - (1.0 - p["duplicated"]) * (1.0 - twice)) * (1.0 - p["merged"])
            if act in FALSE:
                looked_at = reach[channel] * (online if channel in ("platforms", "posts") else 1.0)
                wrongly = p[f"{act}_false_alarm"] * looked_at * factor("false_alarm", by_face=channel == "cameras")
                wrongly = np.where(did == 0, np.minimum(wrongly, 1.0), 0.0)
            if act in MADE_UP:
                invented = np.minimum(p["false_report"] * readiness * whole("integration"), 1.0)
                invented = np.where(did == 0, invented, 0.0)
            # one act is noted truly with chance `right`, wrongly with `astray`, and both ways with `both`
            right, astray = seen * (1.0 - goes_astray), seen * goes_astray
            both = right * is_again
            once_wrong = astray + both
            found[act] = Noted(
                true=_sum(did * right, is_person),
                wrong=_sum(did * once_wrong + wrongly + invented, is_person),
                var_true=_sum(did * right * (1.0 - right), is_person),
                var_wrong=_sum(
                    did * once_wrong * (1.0 - once_wrong) + wrongly * (1.0 - wrongly) + invented * (1.0 - invented),
                    is_person,
                ),
                cov=_sum(did * (both - right * once_wrong), is_person),
            ).arriving(p[f"{channel}_delay"], _waiting(state, f"rec_{act}"), _waiting(state, f"wrong_{act}"))
    assert set(found) == set(ACTS)
    return found


def happened(state: State, simulated: SimulatedMonths) -> dict[str, NDArray[np.bool_]]:
    """What was so in the one month that was simulated from a state on, by the channel that can enter it."""
    c = {name: column.reshape(-1) for name, column in simulated.columns.items()}
    opening = {name: np.asarray(column).reshape(-1) for name, column in state.columns.items()}
    wanted, blocked = (c[f"flights_{what}"].astype(int) + c[f"rail_{what}"] for what in ("wanted", "blocked"))
    return {
        "payments": c["vice_yuan"] > 0,
        "friends": _has_friend(state, opening["is_listed"]),
        "bank": opening["has_missed"],
        "travel": wanted > blocked,
        "hospitals": c["wait_days"] > 0,
    }


def _has_friend(state: State, who: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Who had a friend of that kind when the month opened."""
    alive = np.asarray(state.columns["ties"])
    found = np.zeros(alive.shape, bool)
    for layer, partner in enumerate(partners()):
        found |= ((alive >> layer) & 1).astype(bool) & who.reshape(alive.shape)[:, partner]
    return found.reshape(-1)


def entered(state: State, simulated: SimulatedMonths, changed: Mapping[str, float] | None = None) -> dict[str, Noted]:
    """What should stand in files of each channel in the one month that was simulated from a state on.

    Whose ties are known is taken from the month; all else is taken as in `expected`.
    """
    month = state.nation.month
    p = {**simulated.world.scenario.section("watching").numbers(month), **(changed or {})}
    p["integration_firms"] = p["integration"]
    c = {name: np.asarray(column).reshape(-1) for name, column in state.columns.items()}
    is_person, is_urban = c["is_person"].astype(bool), c["is_urban"].astype(bool)
    is_joined = c["roll_out_rank"] < np.float32(p["joined"])
    is_old = (month - 12 * 1900 - c["birth_month"].astype(float)) / 12 >= 60
    online = c["online"].astype(float)
    covered = {
        "payments": p["cashless"] * online,
        "friends": p["friends_coverage"] * online,
        "bank": p["bank_coverage"] * (c["file_months"] > 0),
        "travel": np.full(is_person.shape, p["travel_coverage"]),
        "hospitals": p["hospitals_coverage"] * np.where(is_urban, 1.0, p["hospitals_rural"]),
    }
    is_hidden = simulated.columns["has_hidden_ties"].reshape(-1)

    def factor(error: str) -> Values:
        return np.where(is_urban, 1.0, p[f"{error}_rural"]) * np.where(is_old, p[f"{error}_old"], 1.0)

    strays = np.where(_of(is_person, DOUBLE), np.minimum(p["mistaken"] * factor("mistaken"), 1.0), 0.0)
    found: dict[str, Noted] = {}
    for part, is_so in happened(state, simulated).items():
        whole = np.where(is_joined, np.maximum(p[FILES[part]], p["joined_integration"]), p[FILES[part]])
        passed_on = p[f"{part}_sensitivity"] * whole
        looked_at = chance = covered[part] * passed_on
        if part == "friends":
            is_known = _has_friend(state, c["is_listed"] & ~is_hidden) | (is_so & ~is_hidden)
            chance = np.where(is_known, passed_on, 0.0)
        right, astray = is_so * chance * (1.0 - strays), is_so * chance * strays
        falsely = ~is_so * np.minimum(p[f"{part}_false_alarm"] * looked_at * factor("false_alarm"), 1.0)
        found[part] = Noted(
            true=_sum(right, is_person),
            wrong=_sum(astray + falsely, is_person),
            var_true=_sum(right * (1.0 - right), is_person),
            var_wrong=_sum(astray * (1.0 - astray) + falsely * (1.0 - falsely), is_person),
            cov=-_sum(right * astray, is_person),
        ).arriving(p[f"{part}_delay"], _waiting(state, f"entry_{part}"), _waiting(state, f"wrong_entry_{part}"))
    return found
