"""What holds in one setting, and the book that its wizard gets; the way in is `maker.Maker`."""
