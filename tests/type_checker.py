"""The checker of types at run time (see test_array_types): a whole number passes for a float, as in Python."""

from beartype import BeartypeConf, beartype

checked = beartype(conf=BeartypeConf(is_pep484_tower=True))
