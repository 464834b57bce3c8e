"""The code, on small data of the tests' own."""
