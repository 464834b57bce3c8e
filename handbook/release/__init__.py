"""A dated zip of every handbook, with the terms of all that is in it; entry point: `make.make`."""
