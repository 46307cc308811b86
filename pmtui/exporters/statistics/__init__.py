"""Figures over several postmortems in the terminal and as data."""
