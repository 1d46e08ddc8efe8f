"""The columns of a citizen: everything that is known, kept or counted about one synthetic person.

One declaration a column: its type, unit, kind, value when nobody writes it, and meaning. Three kinds:

``fixed``  drawn once from (seed, citizen) and never written again
``state``  carried from month to month, and so part of a checkpoint
``month``  written afresh each month for later mechanisms and for the count, then forgotten

The value in `absent` is what a column holds when its mechanism is switched off: "as if it did not exist".
Money is whole yuan of 2010 in int32, so that sums are exact and double entry can be checked to the last yuan.
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

Kind = Literal["fixed", "state", "month"]

APPROVES_FROM, DISAPPROVES_BELOW = 6.0, 4.0
"""Private approval (0..10) from which somebody approves, and below which somebody disapproves."""

BLOCK = 1 << 14
"""Citizens of one block. Ties stay inside a block; a tile is any whole number of blocks."""

FIRM_BANDS = 16
"""Bands into which each firm's score falls: four bits of the column ``firms_bands``."""


@dataclass(frozen=True)
class Column:
    """One column: NumPy dtype name, unit, kind, value when absent, and meaning."""

    name: str
    dtype: str
    unit: str
    kind: Kind
    meaning: str
    absent: float = 0


def _fixed(name: str, dtype: str, unit: str, meaning: str) -> Column:
    return Column(name, dtype, unit, "fixed", meaning)


def _state(name: str, dtype: str, unit: str, meaning: str, absent: float = 0) -> Column:
    return Column(name, dtype, unit, "state", meaning, absent)


def _month(name: str, dtype: str, unit: str, meaning: str, absent: float = 0) -> Column:
    return Column(name, dtype, unit, "month", meaning, absent)


def _scores(*, is_state: bool) -> tuple[Column, ...]:
    """The columns of every score: its parts, what wrong records did to it, and the score, the sum of its parts."""
    found = []
    for name, score in ALL_SCORES.items():
        if score.is_state is is_state:
            meanings = {
                **{f"{name}_{part}": meaning for part, meaning in score.parts.items()},
                f"{name}_wrong": "how far wrong records moved it (an account, not a part)",
                f"score_{name}": f"the score, sum of its {len(score.parts)} parts",
            }
            make = _state if is_state else _month
            found += [make(c, "float32", "points", f"{score.title}: {meaning}") for c, meaning in meanings.items()]
    return tuple(found)


_FIXED = (
    _fixed("is_person", "bool", "", "False for the padding that fills the last block"),
    _fixed("province", "uint8", "index", "one of 31 province-level units; the same for a whole place"),
    _fixed("is_urban", "bool", "", "lives in a town or city; the same for a whole place"),
    _fixed("is_female", "bool", "", ""),
    _fixed("birth_month", "int16", "months since 1900-01", "month of birth; adults of 18 to 95 at the start"),
    _fixed("education", "uint8", "index", f"highest schooling: {', '.join(EDUCATIONS)}"),
    _fixed("occupation", "uint8", "index", ", ".join(OCCUPATIONS)),
    _fixed("is_member", "bool", "", "Party member at the start (the group that measures split by)"),
    _fixed("quintile", "uint8", "0..4", "national quintile of permanent income, 0 the poorest"),
    _fixed("permanent_income", "float32", "ratio", "permanent income over the national mean of adults"),
    _fixed("prudence", "float32", "0..1", "plans ahead: savings target, borrowing, bills paid in time"),
    _fixed("conscientiousness", "float32", "0..1", "keeps rules without being watched"),
    _fixed("taste", "float32", "-1..1", "from games and cheap liquor (-1) to luxury brands (1)"),
    _fixed("leisure", "float32", "0..1", "time that is one's own: gym, volunteering"),
    _fixed("disposition", "float32", "-1..1", "private political disposition, from critical (-1) to loyal (1)"),
    _fixed("online", "float32", "0..1", "share of life lived on platforms; 0 for people who are offline"),
    _fixed("opts_in", "bool", "", "takes up a commercial score when one is offered"),
)

_STATE = (
    # the place
    _state("roll_out_rank", "float32", "0..1", "place in every roll-out, uniform over places; low goes first"),
    # watching
    *(
        _state(f"waiting_{what}", "uint32", "bits", f"{meaning} on their way to the centre, two bits for each kind")
        for what, meaning in (
            ("records", "true records of acts"),
            ("errors", "wrong records of acts"),
            ("entries", "entries in files, true and wrong,"),
        )
    ),
    _state(
        "record_unfiled", "float32", "0..1", "what missed payments that the registry lacks would take of the record"
    ),
    _state("record_misfiled", "float32", "0..1", "what missed payments that the registry has wrongly take of it"),
    _state("arrears_unfiled", "uint8", "months", "of the months of payments behind, those that the registry lacks"),
    # livelihood
    _state("is_jobless", "bool", "", "has lost the job"),
    _state("in_party", "bool", "", "Party member now (expulsion and admission move it)"),
    _state("income_yuan", "int32", "yuan/month", "disposable income of the last month"),
    _state("income_year_yuan", "float32", "yuan/month", "twelve-month moving mean of disposable income"),
    _state("cash_yuan", "int32", "yuan", "deposits and cash in hand"),
    _state("home_yuan", "int32", "yuan", "value of owned housing"),
    # lending
    *(_state(f"debt_{kind}_yuan", "int32", "yuan", debt.meaning) for kind, debt in DEBTS.items()),
    _state("has_fled", "bool", "", "owes under a court's order and lives where no court finds them"),
    _state("debt_due_yuan", "int32", "yuan", "payment due next month on formal debt"),
    _state("has_missed", "bool", "", "fell short of the last payment due on formal debt"),
    _state("arrears_months", "uint8", "months", "months of payments behind, 0 when current"),
    _state("file_months", "uint8", "months", "length of the credit file, capped at 255; 0 is a thin file"),
    _state("payment_record", "float32", "0..1", "moving share of payments made in full and in time", 1.0),
    # scoring: the parts are kept, and sum to their score
    *_scores(is_state=True),
    _state("consumption_wrong", "float32", "points", "the part of `conformity_wrong` that lies in consumption"),
    _state("slip_months", "uint8", "months", "scorecard: months for which a recorded slip still counts"),
    _state("true_slip_months", "uint8", "months", "the same, had nothing been recorded wrongly"),
    _state("followed_cell", "uint16", "index", "training: 1 + the cell of a followed applicant; 0 for nobody"),
    _state("followed_months", "uint8", "months", "following: months for which an applicant has been followed"),
    _state("followed_behind", "uint8", "months", "following: months behind while followed; 255 once failed"),
    _state("is_followed_borrower", "bool", "", "following: followed as a borrower, and not on paper"),
    _state(
        "followed_band",
        "uint8",
        "index",
        "following: 1 + the band at the application of the score that lenders look at; 0 for nobody who is followed",
    ),
    _state("audited", "uint8", "index", "following: 1 + 25 · kind + band of what closed this year; 0 for nothing"),
    _state("filed_debt_yuan", "float32", "yuan", "bureau: formal debt at the last report"),
    _state("fresh_credit", "float32", "0..1", "bureau: 1 in the month after new credit, fading afterwards"),
    _state(
        "firms_lot", "uint32", "bits", "firms: drawn once, decides whose customer one becomes; 0 before it is drawn"
    ),
    *(
        _state(f"firms_{what}", "uint8", "bits", f"firms: bit m: {ACTS[act].meaning}, recorded m months ago")
        for what, act in FIRM_RECORDS.items()
    ),
    *(
        _state(f"firms_{what}_wrong", "uint8", "bits", f"firms: bit m: {ACTS[act].meaning}, only wrongly recorded")
        for what, act in FIRM_RECORDS.items()
        if "false" in ACTS[act].errors
    ),
    _state("score_seen", "float32", "points", "experience: the score that one was last told; 0 if one was told none"),
    _state("score_trend", "float32", "points", "experience: what one's score is used to move by in a month"),
    _state("belief_late", "float32", "points", "experience: what one believes that a late bill adds to one's score"),
    _state("belief_spending", "float32", "points", "experience: the same of a mean income more spent, all online"),
    _state("belief_words", "float32", "points", "experience: the same of a post that praises"),
    _state("belief_friends", "float32", "points", "experience: the same of ten points that friends gain on average"),
    _state("is_listed", "bool", "", "on the court's list of judgment defaulters"),
    _state("is_listed_wrongly", "bool", "", "listed through a wrong record"),
    _state("listed_months", "uint8", "months", "months on the list, capped at 255"),
    _state(
        "firm_months", "uint8", "months", "months one's firm has been on the list of dishonest firms, capped at 255"
    ),
    _state("is_firm_listed_wrongly", "bool", "", "the firm is listed through a wrong record"),
    _state("red_months", "uint8", "months", "months for which one still stands on a red list; 0 for everybody else"),
    *(
        _state(f"{tier}_months", "uint8", "months", f"repair: months for which nothing {tier} was added to the ledger")
        for tier in TIERS
    ),
    # consequences
    _state("in_force", "uint32", "bits", "rules in force for the citizen, bit r for rule r"),
    _state("stick_months", "uint8", "months", "months in a row with cause for a stick, capped at 255"),
    _state("spells_ended", "uint8", "spells", "spells of cause for a stick that are over, capped at 255"),
    _state("last_spell_months", "uint8", "months", "how long the latest of them was, capped at 255"),
    *(
        _state(name, "float32", "0..1", f"how strongly rules in force apply it: {lever.meaning}")
        for name, lever in LEVERS.items()
    ),
    # redress
    _state("is_told", "bool", "", "knows of the listing or the sticks"),
    _state("appeal_months", "uint8", "months", "months for which an appeal has been pending, capped at 255; 0 is none"),
    _state("corrected_months", "uint8", "months", "months for which one is still judged without wrong records"),
    _state("pardoned_months", "uint8", "months", "months for which an appeal still spares one all sticks"),
    # matching
    _state(
        "partner",
        "uint16",
        "offset",
        "the partner is the citizen whose number differs by these bits (XOR), and holds the same; 0 is single",
    ),
    # adapting
    _state("voice", "float32", "-1..1", "public expression, from critical to praising"),
    _state("approval", "float32", "0..10", "private approval of the system and of those who run it", 5.0),
    _state("caution", "float32", "0..1", "how much one holds back for fear of consequences"),
    _state("perceived", "float32", "0..1", "share of one's acts that one believes to be recorded"),
    _state("ties", "uint8", "bits", "which of the eight possible ties are alive, bit k for layer k"),
    # leaking
    _state("dossier", "float32", "0..1", "how much of the last years of life stands in one's file at the centre"),
    _state("exposed_months", "uint8", "months", "months for which a sold file is still of use; 0 if none is out"),
    _state("is_exposed_wrongly", "bool", "", "the file that is out was sold in place of somebody else's"),
    # the count's own memory, which no mechanism reads (see `measures.remembered`)
    *(
        _state(f"{when}_{what}_bin", "uint8", "index", f"bin of {what} {meaning}; 0 for none (the count's memory)")
        for when, meaning in (("last", "last December"), ("first", "in the first December that had one"))
        for what in ("income", "wealth", "score")
    ),
)

_MONTH = (
    # the books: what the month opened with
    _month("opening_cash_yuan", "int32", "yuan", "cash at the beginning of the month"),
    _month(
        "opening_debt_yuan",
        "int32",
        "yuan",
        "formal debt at the beginning of the month, judged debt included",
    ),
    _month("opening_informal_yuan", "int32", "yuan", "informal debt at the beginning of the month"),
    # livelihood
    _month("earned_yuan", "int32", "yuan", "disposable income paid out in the month"),
    _month("spend_yuan", "int32", "yuan", "spending of the month"),
    _month("luxury_yuan", "int32", "yuan", "of it, luxury goods"),
    _month("vice_yuan", "int32", "yuan", "of it, games, cheap liquor and the like"),
    _month("subsidy_yuan", "int32", "yuan", "state support received"),
    _month("subsidy_lost_yuan", "int32", "yuan", "state support withheld by a rule"),
    _month("income_lost_yuan", "int32", "yuan", "income lost through a rule (barred professions, Party membership)"),
    _month("rent_extra_yuan", "int32", "yuan", "extra rent and deposits through a rule"),
    _month("transit_saved_yuan", "int32", "yuan", "fares saved through a carrot"),
    _month("flights_wanted", "uint8", "tickets", "flights somebody tried to book"),
    _month("flights_blocked", "uint8", "tickets", "flights refused by a rule"),
    _month("rail_wanted", "uint8", "tickets", "high-speed tickets somebody tried to book"),
    _month("rail_blocked", "uint8", "tickets", "high-speed tickets refused by a rule"),
    _month("visa_eased", "bool", "", "a visa through the fast track"),
    _month("school_barred", "bool", "", "a child's fee-paying school refused by a rule"),
    _month("rent_refused", "bool", "", "a home to rent refused by a rule"),
    _month("deposit_waived_yuan", "int32", "yuan", "deposits that a carrot spared (they would have come back)"),
    _month("wait_days", "float32", "days", "hospital wait of those who needed care"),
    # conduct
    *(_month(f"act_{name}", "uint8", "acts", f"what really happened: {act.meaning}") for name, act in ACTS.items()),
    # watching
    *(_month(f"rec_{name}", "uint8", "records", f"recorded and true: {act.meaning}") for name, act in ACTS.items()),
    *(
        _month(f"wrong_{name}", "uint8", "records", f"recorded but not done: {act.meaning}")
        for name, act in ACTS.items()
    ),
    *(
        _month(f"{kind}_{part}", dtype, unit, f"{told}: {channel.event}")
        for kind, dtype, unit, told in (
            ("event", "bool", "", "what is really so"),
            ("entry", "uint8", "entries", "entered and true"),
            ("wrong_entry", "uint8", "entries", "entered and not so"),
        )
        for part, channel in FILE_CHANNELS.items()
    ),
    _month("has_hidden_ties", "bool", "", "does not show platforms whom one knows; friends still may"),
    _month("spend_traced_yuan", "int32", "yuan", "spending that left a trace with a platform"),
    _month(
        "n_false_alarms",
        "uint8",
        "records",
        "of what was noted wrongly: false alarms, which nothing that happened gave rise to",
    ),
    _month("n_mixed_up", "uint8", "records", "of it, what was true of one and landed on the double"),
    _month("n_false_reports", "uint8", "records", "of it, made up by a neighbour"),
    _month("n_duplicates", "uint8", "records", "of it, second records of one act"),
    _month("is_joined", "bool", "", "lives in a place that is joined into one network of watching"),
    _month("life_recorded", "float32", "0..1", "share of the month's life that was recorded"),
    # influence
    _month("is_spared", "bool", "", "has the influence to be spared by courts and rules"),
    # scores that are computed afresh each month
    *_scores(is_state=False),
    _month("scored_cell", "uint16", "index", "1 + the cell that one's bins make; 0 for nobody"),
    # experience
    *(_month(f"knows_{b}", "bool", "", f"experience: the belief about {b} has the right sign") for b in BELIEFS),
    *(_month(f"off_{b}", "uint8", "quarter points", f"experience: error of the belief about {b}") for b in BELIEFS),
    # firms
    _month("firms_has", "uint8", "bits", "firms that hold a score of the citizen, bit f for firm f"),
    _month("firms_good", "uint8", "bits", "of them, those for which the citizen is good"),
    _month("firms_bad", "uint8", "bits", "of them, those for which the citizen is bad"),
    _month("firms_bands", "uint32", "bits", "band of each firm's score, four bits a firm, the first firm lowest"),
    _month("firms_mean", "float32", "points", "mean of the scores that firms hold; 0 if none does"),
    _month("firms_spread", "float32", "points", "standard deviation between the firms that hold a score"),
    _month("firms_credit_share", "float32", "0..1", "share of what `score_firms` lacks to the middle: paying"),
    _month("firms_politics_share", "float32", "0..1", "the same: what was said"),
    # consequences
    _month("n_sticks", "uint8", "rules", "sticks in force"),
    _month("n_carrots", "uint8", "rules", "carrots in force"),
    _month("n_wrongful", "uint8", "rules", "sticks in force that only wrong records explain"),
    _month("n_collateral", "uint8", "rules", "sticks in force that only the friends' part explains"),
    _month("n_spared", "uint8", "rules", "sticks that an exemption or influence keeps away"),
    _month("is_review_won", "bool", "", "somebody looked before a stick fell, and saw that a record was wrong"),
    _month("detriment", "float32", "gravity", "gravity of the sticks in force, summed"),
    _month("detriment_unrelated", "float32", "gravity", "of it, in contexts unrelated to what caused it"),
    # lending
    _month("interest_yuan", "int32", "yuan", "interest paid to formal lenders"),
    _month("interest_informal_yuan", "int32", "yuan", "interest paid to informal lenders"),
    _month("interest_capitalised_yuan", "int32", "yuan", "interest and late fees that were not paid and are owed now"),
    _month("repaid_yuan", "int32", "yuan", "principal repaid to formal lenders, judged debts included"),
    _month("repaid_informal_yuan", "int32", "yuan", "principal repaid to informal lenders"),
    _month("lent_yuan", "int32", "yuan", "new formal loans, mortgages included"),
    _month("lent_informal_yuan", "int32", "yuan", "new informal loans"),
    _month("home_bought_yuan", "int32", "yuan", "paid for housing in the month, loan and down payment"),
    _month("written_off_yuan", "int32", "yuan", "formal debt written off"),
    _month("written_off_informal_yuan", "int32", "yuan", "informal debt written off"),
    _month("foreclosed_yuan", "int32", "yuan", "debt settled by handing over the home"),
    _month("fine_yuan", "int32", "yuan", "fines for not paying under a court's order, paid to the state"),
    _month("home_sold_yuan", "int32", "yuan", "paid to those who lost their home, above their mortgage"),
    _month("is_applicant", "bool", "", "asked for a consumer loan"),
    _month("is_approved", "bool", "", "was given it"),
    _month("is_default", "bool", "", "formal loans fell into default this month"),
    _month("is_evicted", "bool", "", "lost the home"),
    _month("is_judged", "bool", "", "a court ordered payment this month"),
    _month("is_withholding", "bool", "", "does not pay formal debts, for it seems to cost less than it gains"),
    _month("is_escaping", "bool", "", "fled from a court's order this month"),
    _month("is_punished", "bool", "", "was punished as a criminal for defying a court's order (a count, nothing more)"),
    _month("round_place", "uint16", "index", "rounds: 1 + group and payment record in thousandths; 0 for nobody"),
    _month(
        "followed_event",
        "uint8",
        "index",
        "what became of being followed: 0 nothing, 1 paid, 2 failed, 3 and 4 the same on paper, 5 lent to, 6 refused",
    ),
    _month("training_row", "uint16", "index", "1 + the row of the training table that one adds to"),
    _month("is_newly_listed", "bool", "", "entered the court's list this month"),
    _month("is_restored", "bool", "", "left the court's list this month"),
    _month(
        "restored_by",
        "uint8",
        "index",
        f"how: 0 not at all, {', '.join(f'{k} {way}' for k, way in enumerate(EXITS, 1))}",
    ),
    _month("is_let_off", "bool", "", "would have entered the court's list this month but for influence"),
    _month("is_firm_newly_listed", "bool", "", "the firm entered the list of dishonest firms this month"),
    _month("is_firm_restored", "bool", "", "the firm left that list this month"),
    # redress
    _month("is_notified", "bool", "", "learnt this month of the listing or the sticks"),
    _month("is_appellant", "bool", "", "appealed this month"),
    _month("appeal_result", "uint8", "index", "what an appeal came to this month: 0 nothing yet, 1 lost, 2 won"),
    # matching
    _month("is_new_couple", "bool", "", "became a couple with somebody this month"),
    _month("is_separated", "bool", "", "parted from the partner this month"),
    _month("match_won", "bool", "", "became a couple, and would not have without scores on show and ranks by score"),
    _month("match_lost", "bool", "", "did not become a couple, and would have without them"),
    # adapting
    _month("says_approve", "bool", "", "would tell a survey that they approve"),
    _month("says_disapprove", "bool", "", "would tell a survey that they disapprove"),
    _month("ties_cut", "uint8", "ties", "ties cut this month"),
    _month("ties_made", "uint8", "ties", "ties made this month"),
    _month("distress", "uint8", "percent", "what weighs on somebody: arrears, no work, a lost home, sticks, usury"),
    _month("speaks_from", "uint8", "percent", "others who must have spoken out before one does; 0 alone, 100 never"),
    # survey
    _month("survey_bits", "uint32", "bits", "what one told a survey (see `mechanisms.survey.BITS`); 0 if not asked"),
    # leaking
    _month("is_sold", "bool", "", "one's file was sold to somebody who had ordered it"),
    _month("is_sold_wrongly", "bool", "", "one's file was sold to somebody who had ordered another's"),
    _month("dossier_price_yuan", "int32", "yuan", "paid by strangers for one's file, true, mixed up or made up"),
    _month("is_harassed", "bool", "", "was harassed by means of a sold file"),
    _month("is_defrauded", "bool", "", "was robbed by means of a sold file"),
    _month("fraud_loss_yuan", "int32", "yuan", "savings lost that way"),
)

COLUMNS: dict[str, Column] = {c.name: c for c in (*_FIXED, *_STATE, *_MONTH)}
"""Every column by name, in the order of the story."""

FIXED: tuple[str, ...] = tuple(c.name for c in _FIXED)
STATE: tuple[str, ...] = tuple(c.name for c in _STATE)
