"""Checks of the data, the handbook and the wizard."""
