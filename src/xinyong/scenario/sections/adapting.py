"""Adapting, matching and the survey: how people learn, speak, choose friends and partners, and what they answer."""

from __future__ import annotations

from functools import partial

from ..parameter import Section, chance, flag, parameter, points, proportion, rate, ratio, share, switch, times, years
from ..parameter_value import Setting, Switch


def _speed(default: float, what: str) -> Setting:
    return chance(default, f"share of the gap to its target that {what} closes")


_step = partial(parameter, unit="points of approval", low=-10, high=10)


class Assimilation(Section):
    """How people weigh friends whose expressed opinion differs from their own (Dandekar, Goel and Lee 2013)."""

    on: Switch = switch(
        False, "whether people give more weight to expression that is similar to their own", "assumption"
    )

    bias: Setting = parameter(
        0.5,
        "exponent of similarity in the weight of friends' expression: at 0 all friends weigh the same (DeGroot)",
        unit="power",
        high=10,
    )
    own: Setting = parameter(
        1.0, "weight of a person's own expression, in numbers of friends", unit="friends", high=100
    )


class Adapting(Section):
    """How people learn, express opinions, choose friends and form private opinions."""

    on: Switch = switch(True, "whether people adapt", "S12")

    # learning
    learning: Setting = _speed(0.05, "the belief about being recorded")
    awareness: Setting = proportion(
        0.5,
        "believed divided by true recording where people have no experience of their own (V16 finds little awareness)",
        "V16",
    )
    innocents_risk: Setting = share(
        0.0,
        "share of the risk of a false record that people subtract from their belief; at 1 the belief is what an act "
        "adds (coverage times sensitivity + specificity - 1: Png 1986, Polinsky and Shavell 2007)",
    )
    perceived_touched: Setting = share(
        0.5, "lowest belief about being recorded of people under a sanction (size assumed)", "S1"
    )
    stake_base: Setting = share(0.4, "perceived stake of people whom no rule has affected")
    caution_speed: Setting = _speed(0.1, "caution")

    # voice
    praise_pull: Setting = ratio(
        0.3, "how far full caution moves expression towards praise (size assumed)", "S10", high=2
    )
    words_drift: Setting = parameter(
        0.0,
        "how far the belief that praise raises the score moves expression towards praise (size assumed)",
        "S10, V22",
        unit="voice",
        high=2,
    )
    words_half: Setting = points(
        1.0, "believed gain in points at which that effect reaches half its size", low=0.01, high=1000
    )
    susceptibility: Setting = share(0.3, "weight of friends' expression relative to a person's own anchor")
    voice_speed: Setting = _speed(0.3, "public expression")

    # ties
    churn: Setting = chance(0.003, "half the rate at which ties end for no reason")
    meeting: Setting = chance(0.015, "chance that a possible tie is made")
    shunning: Setting = times(
        5.0,
        "increase of the rate at which ties end when a friend is listed or scores low (size assumed)",
        "S12",
        high=100,
    )
    shunned_below: Setting = points(
        500.0, "score below which friends fear for their own score (size assumed)", "S12", high=2000
    )
    shame_pull: Setting = share(0.5, "new ties that being listed or named in public prevents (size assumed)", "T5")

    # private approval
    base: Setting = _step(5.2, "approval of a neutral person (size assumed)")
    weight_disposition: Setting = _step(3.6, "approval that a fully loyal disposition adds (size assumed)")
    gradient_income: Setting = _step(1.0, "approval that income adds (size assumed)", "O3")
    gradient_education: Setting = _step(0.5, "approval that schooling adds (size assumed)", "O3")
    gradient_age: Setting = _step(0.5, "approval that age adds (size assumed)", "O3")
    gradient_age_centre: Setting = years(45, "age whose effect on approval is zero")
    gradient_age_span: Setting = years(40, "years from that age to the full effect of age", low=1)
    gradient_urban: Setting = _step(0.3, "approval that living in a town adds (size assumed)", "O3")
    gain_carrot: Setting = _step(0.25, "approval that each reward adds (size assumed)", "O3")
    carrots_felt: Setting = parameter(4, "number of rewards beyond which more have no effect", unit="rules", high=32)
    loss_stick: Setting = _step(0.7, "approval that each sanction takes (size assumed)")
    sticks_felt: Setting = parameter(4, "number of sanctions beyond which more have no effect", unit="rules", high=32)
    loss_distress: Setting = _step(0.8, "approval that joblessness and arrears take (size assumed)")
    framing: Setting = _step(
        0.4, "approval that state media add: omitting repression restores 12 % of support (V12) (size assumed)", "O5"
    )
    loss_information: Setting = _step(
        0.9,
        "approval that knowing of repression takes: 12 % of a mean of 7.5 among students (V12) (size assumed)",
        "V12",
    )
    impartial: Setting = share(
        0.7, "belief in the impartiality of scoring among people of medium schooling (size assumed)", "O4"
    )
    impartial_schooling: Setting = share(
        0.0, "change of that belief by college, relative to primary school (size assumed)", "O4", low=-1
    )
    impartial_lost: Setting = share(
        0.5, "share of that belief that a sanction without a reason of one's own takes (size assumed)", "O4"
    )
    gain_impartial: Setting = _step(
        0.0, "approval that full belief in impartiality adds, relative to none (size assumed)", "O4"
    )
    gain_growth: Setting = _step(
        8.0, "approval that growth above the expected adds, per unit of growth (size assumed)", "P12"
    )
    growth_expected: Setting = rate(0.06, "growth that people expect", low=-0.2, high=0.2)
    approval_speed: Setting = _speed(0.1, "approval")

    # what a survey hears
    falsification: Setting = share(
        0.5, "people without approval who hide it in a survey (V11: a gap of 4 to 28 points)", "O2"
    )
    claims_approval: Setting = share(0.7, "of those who hide it, share who claim to approve (size assumed)", "O2")

    # unrest: an index, which feeds back on nothing
    distress_arrears: Setting = share(0.3, "distress from being behind with a debt (size assumed)", "D11")
    distress_jobless: Setting = share(0.3, "distress from having no work (size assumed)", "D11")
    distress_evicted: Setting = share(0.5, "distress from losing one's home this month (size assumed)", "D11")
    distress_informal: Setting = share(0.2, "distress from owing an informal lender (size assumed)", "D11")
    distress_sticks: Setting = share(
        0.4, "distress from sanctions, at the largest number that has an effect (size assumed)", "D11"
    )
    speaking_cost: Setting = parameter(
        0.4, "cost of speaking out alone for a person who fears nothing in particular", unit="grievance", high=10
    )
    grievance_distress: Setting = share(0.8, "grievance from full distress (size assumed)", "D12")
    grievance_dissent: Setting = share(0.8, "grievance from no approval at all (size assumed)", "D12")

    assimilation: Assimilation = Assimilation()


def _gap(default: float, per: str) -> Setting:
    meaning = f"decrease of the attraction between two people, per {per}"
    return parameter(default, meaning, unit=f"e-folds per {per}", high=20)


class Matching(Section):
    """How couples form and separate, and what shown scores change."""

    on: Switch = switch(True, "whether couples form and separate", "K6, W6")

    # who meets
    near: Setting = share(0.6, "months in which the people of a district meet only within their own places")
    meeting: Setting = share(0.5, "chance that two singles who meet and do not differ become a couple", unit="chance")
    seeking_until: Setting = years(80, "age from which nobody looks for a partner", low=18)
    seeking_span: Setting = years(45, "years before that age over which the search fades", low=1)

    # whom they like
    same_sex: Setting = proportion(
        0.0, "chance of a couple of one sex, relative to that of a woman and a man (nobody's orientation is drawn)"
    )
    man_older_years: Setting = years(
        2, "age of the man minus that of the woman in the most preferred couples", low=-20, high=20
    )
    age_gap: Setting = _gap(2.5, "decade of age")
    age_gap_most: Setting = years(25, "deviation from that difference beyond which nobody forms a couple", high=100)
    education_gap: Setting = _gap(0.6, "step of schooling")
    income_gap: Setting = _gap(0.5, "e-fold of income")
    place_gap: Setting = _gap(0.5, "border between two places")
    urban_gap: Setting = _gap(0.7, "border between town and country")
    stain_repels: Setting = share(0.5, "new couples that being listed or named in public prevents (size assumed)", "T5")

    # what a score does
    shows_score: Setting = share(
        [("2007-01", 0.0), ("2015-01", 0.15)],
        "meetings at which scores are shown (a status on the platform; share assumed)",
        "K6",
    )
    score_neutral: Setting = points(650, "shown score that neither attracts nor repels", high=2000)
    score_pull: Setting = parameter(
        0.3,
        "increase of attraction with a shown score (size assumed)",
        "K6",
        unit="e-folds per 100 points",
        low=-5,
        high=5,
    )
    score_gap: Setting = parameter(
        0.7,
        "decrease of attraction of the higher-scored for the lower-scored, by the points between them (size assumed)",
        "W6",
        unit="e-folds per 100 points",
        high=5,
    )
    dating_pull: Setting = ratio(
        0.5, "increase of the chance of a couple by being ranked first on a dating platform (size assumed)", "K6"
    )

    # how they part
    separation: Setting = chance(0.0006, "chance that a couple separates")
    stain_strain: Setting = times(
        1.0, "increase of that chance when a partner is listed or named in public (size assumed)", "T5", high=100
    )
    score_strain: Setting = parameter(
        0.5,
        "increase of that chance with the points between the partners, where scores are shown (size assumed)",
        "W6",
        unit="times per 100 points",
        high=100,
    )


class Survey(Section):
    """Who is interviewed every December, with which questions, and who receives information first."""

    on: Switch = switch(True, "whether a yearly survey takes place", "O1")

    asked: Setting = share(0.2, "people interviewed, of those who can be reached")
    netizens_only: Setting = flag(
        1.0,
        "whether only people online are interviewed, as in the survey of 2018, or everybody",
        "2i-kostka",
        label="documented",
    )
    items: Setting = parameter(
        4, "harmless statements on the lists of a list experiment (whole number)", unit="statements", low=1, high=6
    )
    item_true: Setting = share(0.5, "chance that a harmless statement is true of a person")
    liars: Setting = share(
        0.0, "people who lie where their count would reveal their answer (design effects at the ends)"
    )
    fears_from: Setting = share(0.3, "caution from which a person would not protest out of fear")
    admits_fear: Setting = share(0.2, "people with such fear who admit it when asked (8 of about 40 %)", "2i-fear")
    told_repression: Setting = share(0.25, "people interviewed who first receive information about repression", "2i-xu")
    told_balance: Setting = share(0.25, "people interviewed who first receive balanced information", "2i-merics")
    repression_drop: Setting = share(
        0.12, "share of support that information about repression takes", "2i-xu", label="documented"
    )
    balance_drop: Setting = parameter(
        1.2,
        "approval that balanced information takes (size assumed; V13 gives 53 % before and 29 % after)",
        "2i-merics",
        unit="points of approval",
        high=10,
    )
    news_usual: Setting = share(0.1, "belief about being recorded at which the information has exactly that effect")
    news_slope: Setting = parameter(
        1.0,
        "how much weaker the effect is for people who believe that they are recorded (V12: the less informed lose "
        "more; size assumed)",
        "2i-xu",
        unit="per share",
        high=10,
    )
