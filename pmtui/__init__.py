"""pmtui: lead a facilitator through an incident postmortem in the terminal."""

__version__ = "0.1.0"
