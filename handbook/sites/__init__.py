"""Whole sites, of what the other rooms make; entry point: `all_sites.build`, and `one_site` for MkDocs."""
