"""The columns of a citizen: everything that is stored or counted about one synthetic person.

Each column is declared once: its type, unit, kind, fill value and meaning. Three kinds exist:

``fixed``  drawn once from (seed, citizen) and never changed
``state``  kept from month to month, and therefore part of a checkpoint
``month``  written each month for later mechanisms and for the tally, then discarded

A column has its fill value when its mechanism is switched off, as if the mechanism did not exist. Money is whole yuan
of 2010 in int32, so that sums are exact and double entry can be checked to the last yuan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..vocabulary import (
    ACTS,
    BELIEFS,
    DEBTS,
    EDUCATIONS,
    EXITS,
    FILE_CHANNELS,
    FIRM_RECORDS,
    LEVERS,
    OCCUPATIONS,
    TIERS,
)
from ..vocabulary.scores import ALL_SCORES

ColumnKind = Literal["fixed", "state", "month"]

APPROVES_FROM, DISAPPROVES_BELOW = 6.0, 4.0
"""Private approval (0..10) from which a person approves, and below which a person disapproves."""

BLOCK = 1 << 14
"""Citizens of one block. Ties stay inside a block; a tile is a whole number of blocks."""

PLACE = 1 << 7
"""Citizens of one place; the low seven bits of a citizen number."""

FIRM_BANDS = 16
"""Bands into which each firm's score falls: four bits of the column ``firms_bands``."""


@dataclass(frozen=True)
class Column:
    """One column: NumPy dtype name, unit, kind, meaning and fill value."""

    name: str
    dtype: str
    unit: str
    kind: ColumnKind
    meaning: str
    fill: float = 0


def _fixed(name: str, dtype: str, unit: str, meaning: str) -> Column:
    return Column(name, dtype, unit, "fixed", meaning)


def _state(name: str, dtype: str, unit: str, meaning: str, fill: float = 0) -> Column:
    return Column(name, dtype, unit, "state", meaning, fill)


def _month(name: str, dtype: str, unit: str, meaning: str, fill: float = 0) -> Column:
    return Column(name, dtype, unit, "month", meaning, fill)


def _scores(*, is_state: bool) -> tuple[Column, ...]:
    """Columns of every score: its parts, the effect of wrong records, and the score, which is the sum of its parts."""
    found = []
    for name, score in ALL_SCORES.items():
        if score.is_state is is_state:
            meanings = {
                **{f"{name}_{part}": meaning for part, meaning in score.parts.items()},
                f"{name}_wrong": "points caused by wrong records (an account, not a part)",
                f"score_{name}": f"the score, sum of its {len(score.parts)} parts",
            }
            make = _state if is_state else _month
            found += [make(c, "float32", "points", f"{score.title}: {meaning}") for c, meaning in meanings.items()]
    return tuple(found)


_FIXED = (
    _fixed("is_person", "bool", "", "False for padding at the end of the last block"),
    _fixed("province", "uint8", "index", "one of 31 province-level units; the same within a place"),
    _fixed("is_urban", "bool", "", "lives in a town or city; the same within a place"),
    _fixed("is_female", "bool", "", "is a woman"),
    _fixed("birth_month", "int16", "months since 1900-01", "month of birth; adults of 18 to 95 at the start"),
    _fixed("education", "uint8", "index", f"highest schooling: {', '.join(EDUCATIONS)}"),
    _fixed("occupation", "uint8", "index", ", ".join(OCCUPATIONS)),
    _fixed("is_member", "bool", "", "Party member at the start (the group in measures)"),
    _fixed("quintile", "uint8", "0..4", "national quintile of permanent income, 0 the poorest"),
    _fixed("permanent_income", "float32", "ratio", "permanent income divided by the national mean of adults"),
    _fixed("prudence", "float32", "0..1", "planning ahead: savings target, borrowing, paying bills on time"),
    _fixed("conscientiousness", "float32", "0..1", "keeping rules without being watched"),
    _fixed("taste", "float32", "-1..1", "from games and cheap liquor (-1) to luxury brands (1)"),
    _fixed("leisure", "float32", "0..1", "free time: gym, volunteering"),
    _fixed("disposition", "float32", "-1..1", "private political disposition, from critical (-1) to loyal (1)"),
    _fixed("online", "float32", "0..1", "share of life spent on platforms; 0 for people who are offline"),
    _fixed("opts_in", "bool", "", "opts in to a commercial score when one is offered"),
)
_STATE = (
    # the place
    _state("roll_out_rank", "float32", "0..1", "rank in every roll-out, uniform over places; low ranks come first"),
    # watching
    *(
        _state(
            f"waiting_{what}", "uint32", "bits", f"{meaning} in the queue to the central file, two bits for each kind"
        )
        for what, meaning in (
            ("records", "true records of acts"),
            ("errors", "wrong records of acts"),
            ("entries", "entries in files, true and wrong,"),
        )
    ),
    _state(
        "record_unfiled", "float32", "0..1", "decrease of the payment record by missed payments that the registry lacks"
    ),
    _state(
        "record_misfiled", "float32", "0..1", "decrease of the payment record by payments wrongly recorded as missed"
    ),
    _state("arrears_unfiled", "uint8", "months", "months of arrears that the registry lacks"),
    # livelihood
    _state("is_jobless", "bool", "", "has lost the job"),
    _state("in_party", "bool", "", "Party member now, after expulsions and admissions"),
    _state("income_yuan", "int32", "yuan/month", "disposable income of the last month"),
    _state("income_year_yuan", "float32", "yuan/month", "twelve-month moving mean of disposable income"),
    _state("cash_yuan", "int32", "yuan", "deposits and cash in hand"),
    _state("home_yuan", "int32", "yuan", "value of owned housing"),
    # lending
    *(_state(f"debt_{kind}_yuan", "int32", "yuan", debt.meaning) for kind, debt in DEBTS.items()),
    _state("has_fled", "bool", "", "fled from a court order and cannot be found"),
    _state("debt_due_yuan", "int32", "yuan", "payment due next month on formal debt"),
    _state("has_missed", "bool", "", "did not fully make the last payment due on formal debt"),
    _state("arrears_months", "uint8", "months", "months of arrears, 0 if none"),
    _state("file_months", "uint8", "months", "length of the credit file, capped at 255; 0 is a thin file"),
    _state("payment_record", "float32", "0..1", "moving share of payments made in full and on time", 1.0),
    # scoring: the parts are stored, and their sum is the score
    *_scores(is_state=True),
    _state("consumption_wrong", "float32", "points", "the part of `conformity_wrong` that comes from consumption"),
    _state("slip_months", "uint8", "months", "scorecard: months for which a recorded slip still counts"),
    _state("true_slip_months", "uint8", "months", "the same without wrong records"),
    _state("followed_cell", "uint16", "index", "training: 1 + the cell of an applicant under observation; 0 if none"),
    _state("followed_months", "uint8", "months", "observation: months since the observation of an applicant began"),
    _state("followed_behind", "uint8", "months", "observation: months of arrears under observation; 255 after failure"),
    _state("is_followed_borrower", "bool", "", "observation: observed with a real loan, not a hypothetical one"),
    _state(
        "followed_band",
        "uint8",
        "index",
        "observation: 1 + the band of the lenders' score at the application; 0 if not observed",
    ),
    _state(
        "audited",
        "uint8",
        "index",
        "observation: 1 + 25 · kind + band of the case that closed this year; 0 if none",
    ),
    _state("filed_debt_yuan", "float32", "yuan", "bureau: formal debt at the last report"),
    _state("fresh_credit", "float32", "0..1", "bureau: 1 in the month after new credit, then decreasing"),
    *(
        _state(f"firms_{what}", "uint8", "bits", f"firms: bit m: {ACTS[act].meaning}, recorded m months ago")
        for what, act in FIRM_RECORDS.items()
    ),
    *(
        _state(f"firms_{what}_wrong", "uint8", "bits", f"firms: bit m: {ACTS[act].meaning}, only wrongly recorded")
        for what, act in FIRM_RECORDS.items()
        if "false" in ACTS[act].errors
    ),
    _state("score_seen", "float32", "points", "beliefs: the last score that the citizen was shown; 0 if none"),
    _state("score_trend", "float32", "points", "beliefs: usual monthly change of the score"),
    *(
        _state(f"belief_{name}", "float32", "points", f"beliefs: believed effect on the score of {meaning}")
        for name, meaning in BELIEFS.items()
    ),
    _state("is_listed", "bool", "", "on the court list of judgment defaulters"),
    _state("is_listed_wrongly", "bool", "", "listed because of a wrong record"),
    _state("listed_months", "uint8", "months", "months on the court list, capped at 255"),
    _state(
        "firm_months", "uint8", "months", "months of the citizen's firm on the list of dishonest firms, capped at 255"
    ),
    _state("is_firm_listed_wrongly", "bool", "", "the firm is listed because of a wrong record"),
    _state("red_months", "uint8", "months", "remaining months on a red list; 0 if not on one"),
    *(
        _state(f"{tier}_months", "uint8", "months", f"repair: months since the last {tier} deduction from the ledger")
        for tier in TIERS
    ),
    # consequences
    _state("in_force", "uint32", "bits", "rules in force for the citizen, bit r for rule r"),
    _state("stick_months", "uint8", "months", "consecutive months with cause for a sanction, capped at 255"),
    _state("spells_ended", "uint8", "spells", "finished spells of cause for a sanction, capped at 255"),
    _state("last_spell_months", "uint8", "months", "length of the latest finished spell, capped at 255"),
    _state("sanctioned_months", "uint16", "months", "months under a sanction so far"),
    _state("past_sanctions", "uint8", "bits", "sanctions so far: bit 0 a wrongful one, bit 1 a collateral one"),
    *(
        _state(name, "float32", "0..1", f"strength with which rules in force apply: {lever.meaning}")
        for name, lever in LEVERS.items()
    ),
    # redress
    _state("is_told", "bool", "", "knows of the listing or the sanctions"),
    _state("appeal_months", "uint8", "months", "months since the pending appeal was filed, capped at 255; 0 if none"),
    _state("corrected_months", "uint8", "months", "remaining months in which wrong records have no consequences"),
    _state("pardoned_months", "uint8", "months", "remaining months without sanctions after a successful appeal"),
    # matching
    _state(
        "partner",
        "uint16",
        "offset",
        "the partner's number is the own number XOR these bits; both partners have the same value; 0 if single",
    ),
    # adapting
    _state("voice", "float32", "-1..1", "public expression, from critical to praising"),
    _state("approval", "float32", "0..10", "private approval of the system and its operators", 5.0),
    _state("caution", "float32", "0..1", "self-restraint for fear of consequences"),
    _state("perceived", "float32", "0..1", "believed share of own acts that is recorded"),
    _state("ties", "uint8", "bits", "living ties among the eight possible ones, bit k for layer k"),
    # leaking
    _state("dossier", "float32", "0..1", "share of recent life in the central file"),
    _state("exposed_months", "uint8", "months", "remaining months for which a sold file is useful; 0 if none was sold"),
    _state("is_exposed_wrongly", "bool", "", "the file was sold by mistake instead of another person's"),
    # memory of the tally, which no mechanism reads (see `measures.mobility`)
    *(
        _state(f"{when}_{what}_bin", "uint8", "index", f"bin of {what} {meaning}; 0 for none (memory of the tally)")
        for when, meaning in (("last", "last December"), ("first", "in the first December with a value"))
        for what in ("income", "wealth", "score")
    ),
)
_MONTH = (
    # the books at the start of the month
    _month("opening_cash_yuan", "int32", "yuan", "cash at the start of the month"),
    _month("opening_debt_yuan", "int32", "yuan", "formal debt at the start of the month, judged debt included"),
    _month("opening_informal_yuan", "int32", "yuan", "informal debt at the start of the month"),
    # livelihood
    _month("earned_yuan", "int32", "yuan", "disposable income paid out in the month"),
    _month("spend_yuan", "int32", "yuan", "spending of the month"),
    _month("luxury_yuan", "int32", "yuan", "spending on luxury goods"),
    _month("vice_yuan", "int32", "yuan", "spending on games, cheap liquor and the like"),
    _month("subsidy_yuan", "int32", "yuan", "state support received"),
    _month("subsidy_lost_yuan", "int32", "yuan", "state support withheld by a rule"),
    _month("income_lost_yuan", "int32", "yuan", "income lost because of a rule (barred professions, Party membership)"),
    _month("rent_extra_yuan", "int32", "yuan", "extra rent and deposits because of a rule"),
    _month("transit_saved_yuan", "int32", "yuan", "fares saved because of a reward"),
    _month("flights_wanted", "uint8", "tickets", "attempted flight bookings"),
    _month("flights_blocked", "uint8", "tickets", "flight bookings refused by a rule"),
    _month("rail_wanted", "uint8", "tickets", "attempted high-speed rail bookings"),
    _month("rail_blocked", "uint8", "tickets", "high-speed rail bookings refused by a rule"),
    _month("visa_eased", "bool", "", "received a visa through the fast track"),
    _month("school_barred", "bool", "", "a fee-paying school for a child was refused by a rule"),
    _month("rent_refused", "bool", "", "a rental home was refused by a rule"),
    _month("deposit_waived_yuan", "int32", "yuan", "deposits waived by a reward (they would have been refunded)"),
    _month("wait_days", "float32", "days", "waiting time for a hospital, if care was needed"),
    # conduct
    *(_month(f"act_{name}", "uint8", "acts", f"acts committed: {act.meaning}") for name, act in ACTS.items()),
    # watching
    *(_month(f"rec_{name}", "uint8", "records", f"true records: {act.meaning}") for name, act in ACTS.items()),
    *(_month(f"wrong_{name}", "uint8", "records", f"wrong records: {act.meaning}") for name, act in ACTS.items()),
    *(
        _month(f"{kind}_{part}", dtype, unit, f"{what}: {channel.event}")
        for kind, dtype, unit, what in (
            ("event", "bool", "", "true event"),
            ("entry", "uint8", "entries", "true entries"),
            ("wrong_entry", "uint8", "entries", "wrong entries"),
        )
        for part, channel in FILE_CHANNELS.items()
    ),
    _month("has_hidden_ties", "bool", "", "does not show friends to platforms; friends still may show the tie"),
    _month("spend_traced_yuan", "int32", "yuan", "spending that left a trace with a platform"),
    _month("n_false_alarms", "uint8", "records", "wrong records that are false alarms, without any act"),
    _month("n_mixed_up", "uint8", "records", "wrong records of another person's act"),
    _month("n_false_reports", "uint8", "records", "wrong records invented by a neighbour"),
    _month("n_duplicates", "uint8", "records", "wrong records that are second records of one act"),
    _month("is_joined", "bool", "", "lives in a place whose watching is connected in one network"),
    _month("life_recorded", "float32", "0..1", "share of the month's life that was recorded"),
    # influence
    _month("is_spared", "bool", "", "is exempt from courts and rules because of influence"),
    # scores that are computed each month
    *_scores(is_state=False),
    _month("scored_cell", "uint16", "index", "1 + the scorecard cell of the citizen's bins; 0 if not scored"),
    # experience
    *(_month(f"knows_{b}", "bool", "", f"beliefs: the belief about {b} has the right sign") for b in BELIEFS),
    *(_month(f"off_{b}", "uint8", "quarter points", f"beliefs: error of the belief about {b}") for b in BELIEFS),
    # firms
    _month("firms_has", "uint8", "bits", "firms that have a score of the citizen, bit f for firm f"),
    _month("firms_good", "uint8", "bits", "firms that rate the citizen as good"),
    _month("firms_bad", "uint8", "bits", "firms that rate the citizen as bad"),
    _month(
        "firms_bands", "uint32", "bits", "band of each firm's score, four bits for each firm, the first firm lowest"
    ),
    _month("firms_mean", "float32", "points", "mean of the firms' scores; 0 if there is none"),
    _month("firms_spread", "float32", "points", "standard deviation between the firms' scores"),
    _month(
        "firms_credit_share",
        "float32",
        "0..1",
        "share of the gap from `score_firms` to the middle of the scale: payment behaviour",
    ),
    _month(
        "firms_politics_share",
        "float32",
        "0..1",
        "share of the gap from `score_firms` to the middle of the scale: expression",
    ),
    # consequences
    _month("n_sticks", "uint8", "rules", "sanctions (sticks) in force"),
    _month("n_carrots", "uint8", "rules", "rewards (carrots) in force"),
    _month("n_wrongful", "uint8", "rules", "sanctions in force caused only by wrong records"),
    _month("n_collateral", "uint8", "rules", "sanctions in force caused only by the friends' part of the score"),
    _month("n_spared", "uint8", "rules", "sanctions prevented by an exemption or influence"),
    _month("is_review_won", "bool", "", "a review before a sanction found that a record was wrong"),
    _month("detriment", "float32", "gravity", "sum of the gravity of sanctions in force"),
    _month("detriment_unrelated", "float32", "gravity", "gravity of sanctions in contexts unrelated to their cause"),
    # lending
    _month("interest_yuan", "int32", "yuan", "interest paid to formal lenders"),
    _month("interest_informal_yuan", "int32", "yuan", "interest paid to informal lenders"),
    _month("interest_capitalised_yuan", "int32", "yuan", "unpaid interest and late fees that were added to the debt"),
    _month("repaid_yuan", "int32", "yuan", "principal repaid to formal lenders, judged debts included"),
    _month("repaid_informal_yuan", "int32", "yuan", "principal repaid to informal lenders"),
    _month("lent_yuan", "int32", "yuan", "new formal loans, mortgages included"),
    _month("lent_informal_yuan", "int32", "yuan", "new informal loans"),
    _month("home_bought_yuan", "int32", "yuan", "paid for housing in the month: loan and down payment"),
    _month("written_off_yuan", "int32", "yuan", "formal debt written off"),
    _month("written_off_informal_yuan", "int32", "yuan", "informal debt written off"),
    _month("foreclosed_yuan", "int32", "yuan", "debt settled by foreclosure of the home"),
    _month("fine_yuan", "int32", "yuan", "fines paid to the state for not paying under a court order"),
    _month("home_sold_yuan", "int32", "yuan", "paid to owners after foreclosure: value of the home above the mortgage"),
    _month("is_applicant", "bool", "", "applied for a consumer loan"),
    _month("is_approved", "bool", "", "received the consumer loan"),
    _month("is_default", "bool", "", "formal loans defaulted this month"),
    _month("is_evicted", "bool", "", "lost the home"),
    _month("is_judged", "bool", "", "was ordered to pay by a court this month"),
    _month("is_withholding", "bool", "", "does not pay formal debts because the believed cost is below the gain"),
    _month("is_escaping", "bool", "", "fled from a court order this month"),
    _month("is_punished", "bool", "", "was convicted for defying a court order (counted only, without consequences)"),
    _month("round_place", "uint16", "index", "monthly loans: 1 + group and payment record in thousandths; 0 if none"),
    _month(
        "followed_event",
        "uint8",
        "index",
        "event of an observation: 0 none, 1 paid, 2 failed, 3, 4 the same for a hypothetical loan, 5 lent, 6 refused",
    ),
    _month("training_row", "uint16", "index", "1 + the row of the training table in which the citizen counts"),
    _month("is_newly_listed", "bool", "", "entered the court list this month"),
    _month("is_restored", "bool", "", "left the court list this month"),
    _month(
        "restored_by",
        "uint8",
        "index",
        f"way off the list: 0 none, {', '.join(f'{k} {way}' for k, way in enumerate(EXITS, 1))}",
    ),
    _month("is_let_off", "bool", "", "would have entered the court list this month without influence"),
    _month("is_firm_newly_listed", "bool", "", "the firm entered the list of dishonest firms this month"),
    _month("is_firm_restored", "bool", "", "the firm left the list of dishonest firms this month"),
    # redress
    _month("is_notified", "bool", "", "was notified this month of the listing or the sanctions"),
    _month("is_appellant", "bool", "", "appealed this month"),
    _month("appeal_result", "uint8", "index", "result of an appeal this month: 0 none, 1 lost, 2 won"),
    # matching
    _month("is_new_couple", "bool", "", "formed a couple this month"),
    _month("is_separated", "bool", "", "separated from the partner this month"),
    _month("match_won", "bool", "", "formed a couple only because scores were shown or used for ranking"),
    _month("match_lost", "bool", "", "did not form a couple only because scores were shown or used for ranking"),
    # adapting
    _month("says_approve", "bool", "", "would express approval in a survey"),
    _month("says_disapprove", "bool", "", "would express disapproval in a survey"),
    _month("ties_cut", "uint8", "ties", "ties cut this month"),
    _month("ties_made", "uint8", "ties", "ties made this month"),
    _month(
        "distress", "uint8", "percent", "distress from arrears, joblessness, a lost home, sanctions and informal debt"
    ),
    _month(
        "speaks_from", "uint8", "percent", "share of others who must speak out first; 0 speaks out alone, 100 never"
    ),
    # survey
    _month(
        "survey_bits", "uint32", "bits", "answers to the survey (see `mechanisms.survey.BITS`); 0 if not interviewed"
    ),
    # leaking
    _month("is_sold", "bool", "", "the citizen's file was sold to a buyer who had ordered it"),
    _month("is_sold_wrongly", "bool", "", "the citizen's file was sold to a buyer who had ordered another person's"),
    _month(
        "dossier_price_yuan",
        "int32",
        "yuan",
        "paid by buyers for the citizen's file, whether true, mixed up or invented",
    ),
    _month("is_harassed", "bool", "", "was harassed with the help of a sold file"),
    _month("is_defrauded", "bool", "", "was defrauded with the help of a sold file"),
    _month("fraud_loss_yuan", "int32", "yuan", "savings lost by that fraud"),
)
COLUMNS: dict[str, Column] = {c.name: c for c in (*_FIXED, *_STATE, *_MONTH)}
"""Every column by name, in the order of declaration."""

FIXED: tuple[str, ...] = tuple(c.name for c in _FIXED)
STATE: tuple[str, ...] = tuple(c.name for c in _STATE)
