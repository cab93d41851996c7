"""Tests of whole screens in a real browser."""
