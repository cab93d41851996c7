"""Tests that take minutes: damaged files, many seeds, kills at random moments, large files."""
