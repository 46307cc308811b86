"""What can be done among the figures over all postmortems."""

from pmtui.commands.command import Command

STATISTICS = (
    Command("statistics.next", "Next", "The next figure.", "n,right", "statistics", 2),
    Command("statistics.previous", "Before", "The figure before.", "p,left", "statistics", 3),
    Command("statistics.export", "Page", "Write all figures as a page.", "e", "statistics", 4),
    Command("statistics.out", "Out", "Back to the library.", "escape", "statistics", 5),
)
