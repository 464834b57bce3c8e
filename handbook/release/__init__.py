"""A release: a dated zip a setting, the same bytes from the same sources, with the terms of all in it."""
