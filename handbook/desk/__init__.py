"""The desk, where a lead enters a policy and never sees YAML; entry point: `folder`, in the browser `host`.

Nothing here reads a file or the clock, but for `folder` and `take`, which the command line calls. So the rest
runs in the browser as it does at build time.
"""
