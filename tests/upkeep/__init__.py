"""Kept true: what changed, what is due, what is shipped."""
