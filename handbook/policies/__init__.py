"""What documents say, and one setting's data that comes of it; the way in is `compose.for_setting`."""
