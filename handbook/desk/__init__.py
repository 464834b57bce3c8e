"""The desk, where a lead enters a policy and never sees YAML; entry point: `folder`, in the browser `host`.

Nothing here reads the clock, or a file but the schemas, except for `archive`, `bundle`, `folder`, `owed` and
`take`, which the command line calls. So the rest runs in the browser as it does at build time.
"""
