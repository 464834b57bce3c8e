"""What if a line of the code said something else? `python -m tests.mutants` changes one at a time."""
