"""`python -m xinyong` is the command `xinyong`."""

from .cli import main

main()
