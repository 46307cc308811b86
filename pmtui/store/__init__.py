"""Where records live: a folder of TinyDB files, one a postmortem."""
