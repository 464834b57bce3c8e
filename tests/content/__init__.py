"""The real data: what every setting's reader sees."""
