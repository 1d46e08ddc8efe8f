"""Which way opinions and ties are pushed: the same people with the same past and the same luck, one number apart."""

import pytest

from .observed import Case, Look, column, each, measure, opinion_gap, total


def of_believers(name: str) -> Look:
    """The mean of a column over those who believe that spending pays."""
    return lambda simulated: float(simulated.people(name)[simulated.people("belief_spending") > 0].mean())


ASK_ALL = {"survey.asked": 1.0}
"""So that little is left to the luck of the sample; sixteen months and eight more end in December."""

CASES = {
    # adapting
    "fear falsifies": Case(
        "adapting.falsification",
        0.1,
        0.9,
        more=(opinion_gap, measure("approval_expressed")),
        less=(measure("dissent_expressed"),),
    ),
    "awareness is caution": Case(
        "adapting.awareness",
        0.0,
        1.0,
        more=(measure("share_of_acts_believed_recorded"), column("caution"), measure("voice_mean")),
        less=(measure("criticism_per_person_month"),),
        months=9,
    ),
    "the stained are shunned": Case(
        "adapting.shunning",
        0.0,
        80.0,
        more=(measure("low_scorers_cut_ratio"), total("ties_cut")),
        less=(measure("low_scorers_degree_ratio"),),
    ),
    "sticks cost approval": Case("adapting.loss_stick", 0.0, 3.0, less=(measure("approval_private"),)),
    "carrots earn approval": Case("adapting.gain_carrot", 0.0, 2.0, more=(measure("approval_private"),)),
    "media earn approval": Case("adapting.framing", 0.0, 2.0, more=(measure("approval_private"),)),
    # under a score
    "who finds that spending pays spends on luxury": Case(
        "livelihood.drift", 0.0, 2.0, more=(of_believers("luxury_yuan"),), less=(of_believers("vice_yuan"),), months=2
    ),
    "who finds that spending pays spends more": Case(
        "livelihood.drift_spending", 0.0, 0.5, more=(total("spend_yuan"),)
    ),
    "who finds that praise pays praises": Case(
        "adapting.words_drift", 0.0, 2.0, more=(measure("voice_mean"), measure("praise_per_person_month")), months=9
    ),
    "friends' scores leave fewer friends, and more alike": Case(
        "scoring.friends.on",
        False,
        True,
        more=(total("ties_cut"), measure("tie_score_assortativity")),
        less=(measure("mean_degree"), measure("low_scorers_degree_ratio")),
        months=12,
    ),
    # opinion
    "news of repression costs approval": Case("nation.informed", 0.0, 1.0, less=(measure("approval_private"),)),
    "media that frame less earn less": Case("nation.media_framing", 1.0, 0.0, less=(measure("approval_private"),)),
    "belief in impartiality earns approval": Case(
        "adapting.impartial", 0.0, 1.0, more=(measure("approval_private"),), both={"adapting.gain_impartial": 3.0}
    ),
    "liars at the ends of a list hide dissent": Case(
        "survey.liars", 0.0, 1.0, more=(measure("survey_approval_list"),), months=8, both=ASK_ALL
    ),
    "news of repression costs support": Case(
        "survey.repression_drop", 0.0, 0.5, less=(measure("survey_support_told_repression"),), months=8, both=ASK_ALL
    ),
    "balanced information costs support": Case(
        "survey.balance_drop", 0.0, 3.0, less=(measure("survey_supporting_told_balance"),), months=8, both=ASK_ALL
    ),
    "distress readies people to speak out": Case(
        "adapting.grievance_distress", 0.0, 1.0, more=(measure("unrest_index"), measure("unrest_potential")), months=8
    ),
    "fear keeps people from speaking out": Case(
        "adapting.awareness", 0.0, 1.0, less=(measure("unrest_index"),), months=8
    ),
    "growth earns approval": Case(
        "nation.growth", 0.0, 0.1, more=(measure("approval_private"), measure("mean_income_yuan_month"))
    ),
}


@pytest.mark.parametrize("name", each(CASES))
def test_the_direction_of(pasts, name):
    CASES[name].check(*pasts[CASES[name].past])
