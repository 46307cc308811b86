"""``python -m pmtui`` is ``pmtui``."""

from pmtui.cli import main

main()
