"""The desk: a lead enters what the school's policy says, and never sees YAML.

Nothing here reads a file or the clock, but for `folder` and `take`, which the command line calls. So the rest
runs in the browser as it does at build time.
"""
