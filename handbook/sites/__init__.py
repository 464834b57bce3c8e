"""Whole sites, of what the other rooms make; the way in is `all_sites.build`, and `one_site` for MkDocs."""
