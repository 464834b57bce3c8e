"""The desk, on the tiny data and on small texts."""
