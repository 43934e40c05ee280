"""Revisions, named by number and by what they brought."""
