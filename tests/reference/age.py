"""Age: months since year 0 against a birth counted in months since January 1900."""


def age_years(citizen, nation):
    """Age in years in the nation's present month."""
    return (nation["month"] - 1900 * 12 - citizen["birth_month"]) / 12
