"""The desk: where a lead enters a policy without YAML, and sees what staff will read."""
