"""The bank registry: how somebody pays, as scores learn it."""


def paying(citizen, p, *, rightly):
    """Record times what arrears leave of it, with what the registry lacks and, unless rightly, what it has wrongly."""
    record = citizen["payment_record"] + citizen["record_unfiled"]
    behind = citizen["arrears_months"] - citizen["arrears_unfiled"]
    if not rightly:
        record -= citizen["record_misfiled"]
        behind += citizen["wrong_entry_bank"]
    return min(max(record, 0.0), 1.0) * (1.0 - min(behind / p["arrears_worst_months"], 1.0))
