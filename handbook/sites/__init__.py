"""Whole sites of the pages, papers and parts made elsewhere; the way in is `all_sites.build`."""
