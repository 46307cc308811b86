"""Kills, full disks and power cuts in the middle of saves: `make torture`."""
