"""Makes the generated parts of the pages. Run tools/generate_docs.py and tools/validate_docs.py, not these files."""
