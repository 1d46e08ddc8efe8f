"""Money: amounts are computed in single precision, as the columns are kept, and paid in whole yuan."""

MOST_YUAN = 1_000_000_000


def yuan(amount):
    """Round to whole yuan, half to even."""
    return round(float(min(max(amount, -MOST_YUAN), MOST_YUAN)))
