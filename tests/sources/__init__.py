"""Tests of extractor/sources."""
