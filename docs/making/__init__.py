"""How the generated parts of the pages are made; docs/generate.py and docs/validate.py are to be run."""
