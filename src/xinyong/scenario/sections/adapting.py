"""Adapting: how people learn, speak, choose friends and judge."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch
from .assimilation import Assimilation


def _speed(default: float, what: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning=f"share of the way that {what} moves",
    )
    return found


def _step(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(
        default,
        unit="points of approval",
        low=-10,
        high=10,
        source=source,
        meaning=f"{meaning} (size assumed)",
    )
    return found


def _chance(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="share", low=0, high=1, source=source, meaning=f"{meaning} (size assumed)")
    return found


def _felt(what: str) -> Setting:
    found: Setting = parameter(
        4, unit="rules", low=0, high=32, source="assumption", meaning=f"{what} beyond which no more of them are felt"
    )
    return found


class Adapting(Section):
    """How people learn, speak, choose friends and judge."""

    on: Switch = switch(True, meaning="whether people adapt", source="S12")

    # learning
    learning: Setting = _speed(0.05, "the belief about being recorded")
    awareness: Setting = parameter(
        0.5,
        unit="ratio",
        low=0,
        high=1,
        source="V16",
        meaning="belief over truth where people have no experience of their own (V16 finds little awareness)",
    )
    innocents_risk: Setting = parameter(
        0.0,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="how far people take off their belief what would be recorded of them anyway; at 1 it is what an act "
        "adds (coverage times sensitivity + specificity - 1: Png 1986, Polinsky and Shavell 2007)",
    )
    perceived_touched: Setting = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="S1",
        meaning="belief about being recorded of those under a rule (size assumed)",
    )
    stake_base: Setting = parameter(
        0.4,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="what is at stake for those whom no rule has touched",
    )
    caution_speed: Setting = _speed(0.1, "caution")

    # voice
    praise_pull: Setting = parameter(
        0.3,
        unit="ratio",
        low=0,
        high=2,
        source="S10",
        meaning="how far full caution moves a voice towards praise (size assumed)",
    )
    words_drift: Setting = parameter(
        0.0,
        unit="voice",
        low=0,
        high=2,
        source="S10, V22",
        meaning="how far the belief that praise pays moves a voice towards praise (size assumed)",
    )
    words_half: Setting = parameter(
        1.0, unit="points", low=0.01, high=1000, source="assumption", meaning="belief at which half of it is reached"
    )
    susceptibility: Setting = parameter(
        0.3,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="weight of friends' voices against one's own anchor",
    )
    voice_speed: Setting = _speed(0.3, "public expression")

    # ties
    churn: Setting = parameter(
        0.003,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="half the rate at which ties end for no reason",
    )
    meeting: Setting = parameter(
        0.015,
        unit="per month",
        low=0,
        high=1,
        source="assumption",
        meaning="chance that a possible tie is made",
    )
    shunning: Setting = parameter(
        5.0,
        unit="times",
        low=0,
        high=100,
        source="S12",
        meaning="what a stain adds to the rate at which ties end (size assumed)",
    )
    shunned_below: Setting = parameter(
        500.0,
        unit="points",
        low=0,
        high=2000,
        source="S12",
        meaning="score that friends fear for their own (size assumed)",
    )
    shame_pull: Setting = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="T5",
        meaning="part of new ties that a stain prevents (size assumed)",
    )

    # private approval
    base: Setting = _step(5.2, "approval of a neutral person")
    weight_disposition: Setting = _step(3.6, "what a loyal disposition adds")
    gradient_income: Setting = _step(1.0, "what income adds", "O3")
    gradient_education: Setting = _step(0.5, "what schooling adds", "O3")
    gradient_age: Setting = _step(0.5, "what age adds", "O3")
    gradient_age_centre: Setting = parameter(
        45, unit="years", low=0, high=120, source="assumption", meaning="age that neither adds nor takes"
    )
    gradient_age_span: Setting = parameter(
        40, unit="years", low=1, high=120, source="assumption", meaning="years from it to the full effect of age"
    )
    gradient_urban: Setting = _step(0.3, "what town life adds", "O3")
    gain_carrot: Setting = _step(0.25, "what each carrot adds", "O3")
    carrots_felt: Setting = _felt("carrots")
    loss_stick: Setting = _step(0.7, "what each stick takes")
    sticks_felt: Setting = _felt("sticks")
    loss_distress: Setting = _step(0.8, "what joblessness and arrears take")
    framing: Setting = _step(0.4, "what state media add: repression left out takes 12 % of support back (V12)", "O5")
    loss_information: Setting = _step(
        0.9, "what knowing of repression takes: 12 % of a mean of 7.5 among students (V12)", "V12"
    )
    impartial: Setting = _chance(0.7, "how impartial people of middling schooling take scoring to be", "O4")
    impartial_schooling: Setting = parameter(
        0.0,
        unit="share",
        low=-1,
        high=1,
        source="O4",
        meaning="what college adds to that belief over primary school (size assumed)",
    )
    impartial_lost: Setting = _chance(0.5, "what of that belief a sanction without a reason of one's own takes", "O4")
    gain_impartial: Setting = _step(0.0, "what full belief in impartiality adds over none", "O4")
    gain_growth: Setting = _step(8.0, "what a point of growth above the expected adds, per unit of growth", "P12")
    growth_expected: Setting = parameter(
        0.06,
        unit="per year",
        low=-0.2,
        high=0.2,
        source="assumption",
        meaning="growth that people take for granted",
    )
    approval_speed: Setting = _speed(0.1, "approval")

    # what a survey hears
    falsification: Setting = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="O2",
        meaning="people without approval who hide it from a survey (V11: a gap of 4 to 28 points)",
    )
    claims_approval: Setting = parameter(
        0.7,
        unit="share",
        low=0,
        high=1,
        source="O2",
        meaning="of those who hide, how many claim to approve (size assumed)",
    )

    # unrest: an index, which feeds back on nothing
    distress_arrears: Setting = _chance(0.3, "distress of being behind with a debt", "D11")
    distress_jobless: Setting = _chance(0.3, "distress of having no work", "D11")
    distress_evicted: Setting = _chance(0.5, "distress of losing one's home this month", "D11")
    distress_informal: Setting = _chance(0.2, "distress of owing a usurer", "D11")
    distress_sticks: Setting = _chance(0.4, "distress of as many sticks as are felt", "D11")
    speaking_cost: Setting = parameter(
        0.4,
        unit="grievance",
        low=0,
        high=10,
        source="assumption",
        meaning="what speaking out alone costs somebody who fears nothing in particular",
    )
    grievance_distress: Setting = _chance(0.8, "grievance of full distress", "D12")
    grievance_dissent: Setting = _chance(0.8, "grievance of approving of nothing at all", "D12")

    assimilation: Assimilation = Assimilation()
