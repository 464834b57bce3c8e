"""Reads and checks the data, and makes of it pages, papers, sites, releases and the desk."""
