"""A dated zip of every handbook, with the terms of all that is in it; the way in is `make.make`."""
