"""Build time: load and check the data, make pages, the runtime and the command line."""
