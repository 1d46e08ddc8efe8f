"""Adapting: how people learn, speak, choose friends and judge."""

from __future__ import annotations

from functools import partial

from ..parameter import Section, Setting, Switch, chance, parameter, points, rate, ratio, share, switch, times, years
from .assimilation import Assimilation


def _speed(default: float, what: str) -> Setting:
    return chance(default, f"share of the way that {what} moves")


_step = partial(parameter, unit="points of approval", low=-10, high=10)


class Adapting(Section):
    """How people learn, speak, choose friends and judge."""

    on: Switch = switch(True, meaning="whether people adapt", source="S12")

    # learning
    learning: Setting = _speed(0.05, "the belief about being recorded")
    awareness: Setting = ratio(
        0.5,
        "belief over truth where people have no experience of their own (V16 finds little awareness)",
        "V16",
        high=1,
    )
    innocents_risk: Setting = share(
        0.0,
        "how far people take off their belief what would be recorded of them anyway; at 1 it is what an act adds "
        "(coverage times sensitivity + specificity - 1: Png 1986, Polinsky and Shavell 2007)",
    )
    perceived_touched: Setting = share(0.5, "belief about being recorded of those under a rule (size assumed)", "S1")
    stake_base: Setting = share(0.4, "what is at stake for those whom no rule has touched")
    caution_speed: Setting = _speed(0.1, "caution")

    # voice
    praise_pull: Setting = ratio(0.3, "how far full caution moves a voice towards praise (size assumed)", "S10", high=2)
    words_drift: Setting = parameter(
        0.0,
        "how far the belief that praise pays moves a voice towards praise (size assumed)",
        "S10, V22",
        unit="voice",
        low=0,
        high=2,
    )
    words_half: Setting = points(1.0, "belief at which half of it is reached", low=0.01, high=1000)
    susceptibility: Setting = share(0.3, "weight of friends' voices against one's own anchor")
    voice_speed: Setting = _speed(0.3, "public expression")

    # ties
    churn: Setting = chance(0.003, "half the rate at which ties end for no reason")
    meeting: Setting = chance(0.015, "chance that a possible tie is made")
    shunning: Setting = times(5.0, "what a stain adds to the rate at which ties end (size assumed)", "S12", high=100)
    shunned_below: Setting = points(500.0, "score that friends fear for their own (size assumed)", "S12", high=2000)
    shame_pull: Setting = share(0.5, "part of new ties that a stain prevents (size assumed)", "T5")

    # private approval
    base: Setting = _step(5.2, "approval of a neutral person (size assumed)")
    weight_disposition: Setting = _step(3.6, "what a loyal disposition adds (size assumed)")
    gradient_income: Setting = _step(1.0, "what income adds (size assumed)", "O3")
    gradient_education: Setting = _step(0.5, "what schooling adds (size assumed)", "O3")
    gradient_age: Setting = _step(0.5, "what age adds (size assumed)", "O3")
    gradient_age_centre: Setting = years(45, "age that neither adds nor takes")
    gradient_age_span: Setting = years(40, "years from it to the full effect of age", low=1)
    gradient_urban: Setting = _step(0.3, "what town life adds (size assumed)", "O3")
    gain_carrot: Setting = _step(0.25, "what each carrot adds (size assumed)", "O3")
    carrots_felt: Setting = parameter(4, "carrots beyond which no more of them are felt", unit="rules", low=0, high=32)
    loss_stick: Setting = _step(0.7, "what each stick takes (size assumed)")
    sticks_felt: Setting = parameter(4, "sticks beyond which no more of them are felt", unit="rules", low=0, high=32)
    loss_distress: Setting = _step(0.8, "what joblessness and arrears take (size assumed)")
    framing: Setting = _step(
        0.4, "what state media add: repression left out takes 12 % of support back (V12) (size assumed)", "O5"
    )
    loss_information: Setting = _step(
        0.9, "what knowing of repression takes: 12 % of a mean of 7.5 among students (V12) (size assumed)", "V12"
    )
    impartial: Setting = share(
        0.7, "how impartial people of middling schooling take scoring to be (size assumed)", "O4"
    )
    impartial_schooling: Setting = share(
        0.0, "what college adds to that belief over primary school (size assumed)", "O4", low=-1
    )
    impartial_lost: Setting = share(
        0.5, "what of that belief a sanction without a reason of one's own takes (size assumed)", "O4"
    )
    gain_impartial: Setting = _step(0.0, "what full belief in impartiality adds over none (size assumed)", "O4")
    gain_growth: Setting = _step(
        8.0, "what a point of growth above the expected adds, per unit of growth (size assumed)", "P12"
    )
    growth_expected: Setting = rate(0.06, "growth that people take for granted", low=-0.2, high=0.2)
    approval_speed: Setting = _speed(0.1, "approval")

    # what a survey hears
    falsification: Setting = share(
        0.5, "people without approval who hide it from a survey (V11: a gap of 4 to 28 points)", "O2"
    )
    claims_approval: Setting = share(0.7, "of those who hide, how many claim to approve (size assumed)", "O2")

    # unrest: an index, which feeds back on nothing
    distress_arrears: Setting = share(0.3, "distress of being behind with a debt (size assumed)", "D11")
    distress_jobless: Setting = share(0.3, "distress of having no work (size assumed)", "D11")
    distress_evicted: Setting = share(0.5, "distress of losing one's home this month (size assumed)", "D11")
    distress_informal: Setting = share(0.2, "distress of owing a usurer (size assumed)", "D11")
    distress_sticks: Setting = share(0.4, "distress of as many sticks as are felt (size assumed)", "D11")
    speaking_cost: Setting = parameter(
        0.4, "what speaking out alone costs somebody who fears nothing in particular", unit="grievance", low=0, high=10
    )
    grievance_distress: Setting = share(0.8, "grievance of full distress (size assumed)", "D12")
    grievance_dissent: Setting = share(0.8, "grievance of approving of nothing at all (size assumed)", "D12")

    assimilation: Assimilation = Assimilation()
