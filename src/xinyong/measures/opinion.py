"""Opinion: what people think of the system, and what they say (O1-O5, V11, V17, V22). All are adults."""

from __future__ import annotations

from ..counting.count import Count, Values
from .measure import measure


@measure("share", source="O2", label="essay", needs="adapting")
def approval_private(now: Count) -> Values:
    """People whose private approval is 6 or more on a scale of 0 to 10, of all people."""
    return now.mean("is_approving")


@measure("share", source="O2", label="essay", needs="adapting")
def dissent_private(now: Count) -> Values:
    """People whose private approval is under 4 on a scale of 0 to 10, of all people."""
    return now.mean("is_dissenting")


@measure("share", source="V11", label="documented", needs="adapting")
def approval_expressed(now: Count) -> Values:
    """People who would tell a survey that they approve, of all people."""
    return now.mean("says_approve")


@measure("share", source="V11", label="documented", needs="adapting")
def dissent_expressed(now: Count) -> Values:
    """People who would tell a survey that they disapprove, of all people."""
    return now.mean("says_disapprove")


@measure("share", source="V11", label="documented", needs="adapting")
def neutral_expressed(now: Count) -> Values:
    """People who would tell a survey neither that they approve nor disapprove, of all people."""
    return 1.0 - now.mean("says_approve", "says_disapprove")


@measure("share", source="V11", label="documented", needs="adapting")
def expression_gap(now: Count) -> Values:
    """Approval as told to a survey less approval as held in private: what fear adds (V11)."""
    return now.mean("says_approve") - now.mean("is_approving")


@measure("scale of 0 to 10", source="V12", label="documented", needs="adapting")
def approval_mean(now: Count) -> Values:
    """Mean private approval, 0 to 10."""
    return now.mean("approval")


@measure("scale of -1 to 1", source="V22", label="hypothetical", needs="adapting")
def voice_mean(now: Count) -> Values:
    """Mean public expression, from critical (-1) to praising (1)."""
    return now.mean("voice_raised") - 1.0


@measure("posts", source="S10", label="essay", needs="conduct")
def praise_per_person_month(now: Count) -> Values:
    """Posts of praise this month, a person."""
    return now.mean("act_praise")


@measure("posts", source="V17", label="documented", needs="conduct")
def criticism_per_person_month(now: Count) -> Values:
    """Critical posts this month, a person."""
    return now.mean("act_criticism")
