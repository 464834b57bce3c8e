"""What documents say, and one setting's data that comes of it; entry point: `compose.for_setting`."""
