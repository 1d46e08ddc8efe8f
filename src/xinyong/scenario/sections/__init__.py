"""The sections of a scenario, one file each: what can be set, with unit, range, meaning and source."""
