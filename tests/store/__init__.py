"""Tests of the library in a folder."""
