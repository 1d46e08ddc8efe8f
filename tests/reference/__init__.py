"""The reference: every mechanism for one citizen at a time, in plain Python. Read it as the specification.

A citizen is a plain dict from column name (see `xinyong.society.columns`) to number. A mechanism is a plain
function of one citizen, of the few others who matter to that citizen (friends, or the double of `watching`),
of the nation's signals, of the parameters `p`, and of the citizen's luck; it returns the columns that it
writes. Nothing here uses jax or arrays, and nothing is imported from the mechanisms themselves: tables and
draws are written down a second time on purpose.

    luck           counter-based random numbers, in Python integers
    ties           who can be whose friend, and when a tie is cut or made
    couples        whom one meets, and who is together at the start
    money          how an amount becomes whole yuan
    age            how old somebody is
    initialization the opening state of the first month
    livelihood, conduct, watching, influence, scoring/*, consequences, redress, lending, matching, adapting, leaking
                   the month, in order

`crowd` makes up people in every state, `month` lets a world run on them or live through two years, and `comparing`
asks the reference about the same citizens: `test_month.py` is the test, draw for draw.
"""
