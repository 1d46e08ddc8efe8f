"""Opinion: what people think, say to a survey, and would speak out about (O1-O5, D11, D12, V11-V13).

Everybody would speak out once a share of others has (Kuran). The index of unrest is the share at which speaking out
comes to rest if all are silent at first; its potential is the share at which it continues once it has begun. Both are
reported and affect nothing. A survey asks a sample of people every December, directly and in a list experiment.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np

from ..array_types import TileWhole, Values
from ..counting.bins import HUNDREDTH, THOUSANDTH, steps
from ..counting.citizens import Citizens, OfCitizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.groups import CELLS
from ..counting.sums import Sum, columns, fraction
from ..counting.tables import CountTable, histogram
from ..mechanisms.survey import ARMS, BITS, answer
from ..society.columns import APPROVES_FROM, DISAPPROVES_BELOW
from .measure import measure as declare
from .measure import measure_for_each

THRESHOLDS = 101
"""Bins of thresholds, one per cent of others each: coarser ones would move the jump from silence to unrest."""
NEVER = THRESHOLDS - 1
"""The bin of those who never speak out, even if nearly all others do."""

SUMS: tuple[Sum, ...] = (
    fraction("approval", top=10.0),
    Sum("is_approving", lambda c: c.approval >= APPROVES_FROM),
    Sum("is_dissenting", lambda c: c.approval < DISAPPROVES_BELOW),
    *columns("says_approve", "says_disapprove", "act_praise", "act_criticism"),
    Sum("distress", lambda c: c.distress, 100, HUNDREDTH),
    Sum("voice_raised", lambda c: steps(c.voice + 1.0, THOUSANDTH, 2000), 2000, THOUSANDTH),
)
ANSWERS = ("approve", "neutral", "disapprove")
COUNTS = 1 << BITS["count_approval"][1]
"""Counts that a list can have, 0 .. 7."""
SUPPORT = 11
"""Points of support, 0 .. 10."""


def _direct(c: Citizens) -> TileWhole:
    """Direct answer, saying that one fears, fear, and approval in private (int32)."""
    which = jnp.where(c.says_approve, 0, jnp.where(c.says_disapprove, 2, 1))
    says_fear, fears, approves = (answer(c.survey_bits, name) for name in ("says_fear", "fears", "approves"))
    return which * 8 + says_fear * 4 + fears * 2 + approves


def _list(what: str) -> OfCitizens:
    """Half of the list experiment, and count (int32); what is ``approval`` or ``fear``."""
    return lambda c: answer(c.survey_bits, "listed_more") * COUNTS + answer(c.survey_bits, f"count_{what}")


def _arm_and_support(c: Citizens) -> TileWhole:
    """The news that one read first, and support in whole points (int32)."""
    arm, points = answer(c.survey_bits, "arm"), answer(c.survey_bits, "support")
    return jnp.minimum(arm, len(ARMS) - 1) * SUPPORT + jnp.minimum(points, SUPPORT - 1)


def _of_asked(name: str, size: int, place: OfCitizens) -> CountTable:
    """A table of those whom the survey asks this month."""

    def is_asked(c: Citizens) -> TileWhole:
        return answer(c.survey_bits, "asked") > 0

    return histogram(name, size, needs="survey_bits", place=place, amount=is_asked, every=12)


TABLES: tuple[CountTable, ...] = (
    histogram(
        "thresholds",
        CELLS * THRESHOLDS,
        needs="speaks_from",
        place=lambda c: c.cell * THRESHOLDS + c.speaks_from.astype(jnp.int32),
        every=12,
    ),
    _of_asked("survey_direct", len(ANSWERS) * 8, _direct),
    _of_asked("survey_list_approval", 2 * COUNTS, _list("approval")),
    _of_asked("survey_list_fear", 2 * COUNTS, _list("fear")),
    _of_asked("survey_support", len(ARMS) * SUPPORT, _arm_and_support),
)

measure = functools.partial(declare, needs="adapting")
of_survey = functools.partial(declare, source="V11", label="documented", groups="all")
_of_survey = functools.partial(measure_for_each, source="V11", label="documented", groups="all")


@measure("share", source="O2", label="essay", short="Approve, in private")
def approval_private(now: Count) -> Values:
    """People whose private approval is 6 or more on a scale of 0 to 10, of all people."""
    return now.mean("is_approving")


@measure("share", source="O2", label="essay", short="Dissent, in private")
def dissent_private(now: Count) -> Values:
    """People whose private approval is below 4 on a scale of 0 to 10, of all people."""
    return now.mean("is_dissenting")


@measure("share", source="V11", label="documented", short="Approve, expressed")
def approval_expressed(now: Count) -> Values:
    """People who would say in a survey that they approve, of all people."""
    return now.mean("says_approve")


@measure("share", source="V11", label="documented", short="Dissent, expressed")
def dissent_expressed(now: Count) -> Values:
    """People who would say in a survey that they disapprove, of all people."""
    return now.mean("says_disapprove")


@measure("share", source="V11", label="documented", short="Neutral, expressed")
def neutral_expressed(now: Count) -> Values:
    """People who would say in a survey neither that they approve nor that they disapprove, of all people."""
    return 1.0 - now.mean("says_approve", "says_disapprove")


@measure("share", source="V11", label="documented")
def expression_gap(now: Count) -> Values:
    """Expressed approval minus private approval: what fear adds (V11)."""
    return now.mean("says_approve") - now.mean("is_approving")


@measure("scale of 0 to 10", source="V12", label="documented")
def approval_mean(now: Count) -> Values:
    """Mean private approval, 0 to 10."""
    return now.mean("approval")


@measure("scale of -1 to 1", source="V22", label="hypothetical")
def voice_mean(now: Count) -> Values:
    """Mean public expression, from critical (-1) to praising (1)."""
    return now.mean("voice_raised") - 1.0


@measure("posts", source="S10", label="essay", needs="conduct")
def praise_per_person_month(now: Count) -> Values:
    """Posts that praise, per person and month."""
    return now.mean("act_praise")


@measure("posts", source="V17", label="documented", needs="conduct")
def criticism_per_person_month(now: Count) -> Values:
    """Critical posts, per person and month."""
    return now.mean("act_criticism")


# --- unrest ---------------------------------------------------------------------------------------------------


def at_rest(people: Values, *, begin: int) -> int:
    """The bin at which speaking out comes to rest: those who speak are just those willing to with that many others.

    Parameters
    ----------
    people
        By bin of threshold, of equal width; the last holds those who never speak.
    begin
        0 from silence, `NEVER` - 1 from all who ever would speak.
    """
    never = len(people) - 1
    share = np.cumsum(people[:never]) / people.sum()
    here = begin
    while True:
        spoken = never * share[here]  # bins of others who speak if all up to this bin do
        there = min(int(spoken + 1e-9), never - 1)
        if there == here:
            return here
        if (there > here) != (begin == 0):  # it can only rise from silence, and only fall from unrest
            return here
        here = there


def _speaking(now: Count, begin: int) -> Values:
    people = now.table_by_group("thresholds")
    if not people[0].sum():
        return np.full(len(people), np.nan)
    bin_ = at_rest(people[0], begin=begin)
    return ratio(people[:, : bin_ + 1].sum(axis=1), people.sum(axis=1))


@measure("index", source="D11", label="essay")
def distress_index(now: Count) -> Values:
    """Mean distress, from 0 to 1: arrears, joblessness, a lost home, sanctions, debt to informal lenders."""
    return now.mean("distress")


@measure("share", source="D12", label="essay")
def speaking_out_alone(now: Count) -> Values:
    """People who would speak out even if nobody else did, of all people. In December."""
    people = now.table_by_group("thresholds")
    return ratio(people[:, 0], people.sum(axis=1))


@measure("share", source="D12", label="essay")
def unrest_index(now: Count) -> Values:
    """People who speak out in the end if all are silent at first and join once enough others have, of all people.

    In December (Kuran).
    """
    return _speaking(now, 0)


@measure("share", source="D12", label="essay")
def unrest_potential(now: Count) -> Values:
    """People who continue to speak out if all who ever would have begun, of all people. In December."""
    return _speaking(now, NEVER - 1)


# --- the survey ---


def difference_of_means(control: Values, treated: Values) -> tuple[float, float]:
    """The list experiment's estimate and its standard error, from people by count; NaN below two people a half."""
    means, errors = [], []
    for people in (treated, control):
        n = people.sum()
        if n < 2:
            return float("nan"), float("nan")
        counts = np.arange(len(people))
        mean = (people * counts).sum() / n
        variance = (people * (counts - mean) ** 2).sum() / (n - 1)
        means.append(mean)
        errors.append(variance / n)
    return float(means[0] - means[1]), float(np.sqrt(sum(errors)))


def _estimate(now: Count, what: str) -> tuple[float, float]:
    return difference_of_means(*now.table(f"survey_list_{what}").reshape(2, COUNTS))


def _answers(now: Count) -> Values:
    """People asked, by direct answer, by saying that one fears, by fear, and by approval in private."""
    return now.table("survey_direct").reshape(len(ANSWERS), 2, 2, 2)


def _share(part: Values, whole: Values) -> float:
    return float(ratio(part.sum(), whole.sum()))


def _support(now: Count, arm: str) -> Values:
    """People by points of support, of those who read the same news first."""
    return now.table("survey_support").reshape(len(ARMS), SUPPORT)[ARMS.index(arm)]


@of_survey("people", source="2i-kostka")
def survey_asked(now: Count) -> float:
    """Simulated citizens asked by the survey this month: none except in December."""
    return float(_answers(now).sum())


@_of_survey("survey_{name}_direct", "share", "name, answer", (("approval", "approve"), ("dissent", "disapprove")))
def direct_answers(now: Count, answer: str) -> float:
    """People who say that they {answer} when asked directly, of those asked. In December."""
    people = _answers(now)
    return _share(people[ANSWERS.index(answer)], people)


@of_survey("share", source="2i-fear")
def survey_fear_direct(now: Count) -> float:
    """People who say that fear keeps them from protest when asked directly, of those asked. In December."""
    people = _answers(now)
    return _share(people[:, 1], people)


@of_survey("share")
def survey_approval_list(now: Count) -> float:
    """Approval by list experiment: mean count of the half with the sensitive statement minus that of the other half."""
    return _estimate(now, "approval")[0]


@of_survey("share", source="2i-fear")
def survey_fear_list(now: Count) -> float:
    """People whom fear keeps from protest, by list experiment."""
    return _estimate(now, "fear")[0]


@_of_survey(
    "survey_{what}_list_error",
    "share",
    "what, source",
    (("approval", "V11"), ("fear", "2i-fear")),
    source="{source}",
)
def list_errors(now: Count, what: str) -> float:
    """Standard error of survey_{what}_list."""
    return _estimate(now, what)[1]


@of_survey("share")
def survey_gap(now: Count) -> float:
    """Approval by direct question minus approval by list experiment: 4 to 28 points in published surveys (V11)."""
    people = _answers(now)
    return _share(people[ANSWERS.index("approve")], people) - _estimate(now, "approval")[0]


@of_survey("share", source="O2", label="essay")
def survey_approval_held(now: Count) -> float:
    """People who approve in private, which no survey can see, of those asked. In December."""
    people = _answers(now)
    return _share(people[..., 1], people)


@of_survey("share", source="2i-fear")
def survey_fear_held(now: Count) -> float:
    """People whom fear keeps from protest, of those asked. In December."""
    people = _answers(now)
    return _share(people[:, :, 1], people)


@_of_survey(
    "survey_support{told}",
    "scale of 0 to 10",
    "told, arm, whom",
    (
        ("", "nothing", "without news"),
        ("_told_repression", "repression", "who first read news of repression"),
    ),
    source="V12",
)
def mean_support(now: Count, arm: str) -> float:
    """Mean support, 0 to 10, of respondents {whom}. In December."""
    people = _support(now, arm)
    return float(ratio((people * np.arange(SUPPORT)).sum(), people.sum()))


@_of_survey(
    "survey_supporting{told}",
    "share",
    "told, arm, whom",
    (
        ("", "nothing", "without news"),
        ("_told_balance", "balance", "who first read balanced information"),
    ),
    source="V13",
)
def supporting(now: Count, arm: str) -> float:
    """People with a support of 6 or more, of respondents {whom}. In December."""
    people = _support(now, arm)
    return _share(people[int(APPROVES_FROM) :], people)
