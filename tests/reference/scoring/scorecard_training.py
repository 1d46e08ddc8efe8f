"""Training: which row of the lender's table somebody adds to, and the cell that is kept of their application."""

SCORECARD_CELLS = 4 * 4 * 4 * 4 * 4 * 2 * 2
LENT, REFUSED = 5, 6


def scorecard_training(citizen):
    """A window that closes counts in the cell of its application, and a loan in the cell of today."""
    event, kept, now = citizen["followed_event"], citizen["followed_cell"], citizen["scored_cell"]
    if event == 0:
        return {"followed_cell": kept, "training_row": 0}
    if event == REFUSED:
        return {"followed_cell": now, "training_row": 0}
    if event == LENT:
        return {"followed_cell": now, "training_row": _row(event, now, citizen)}
    return {"followed_cell": 0, "training_row": _row(event, kept, citizen)}


def _row(event, cell, citizen):
    is_known = citizen["is_person"] and cell > 0
    return (event - 1) * SCORECARD_CELLS + cell if is_known else 0
