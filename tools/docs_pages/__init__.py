"""How the generated parts of the pages are made; tools/generate_docs.py and tools/validate_docs.py are to be run."""
