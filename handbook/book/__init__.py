"""What applies in one setting, and the book that its wizard gets; entry point: `maker.Maker`."""
