"""Print how well each method finds the same cause in other words."""

from dataclasses import astuple

from tests.recurrence.labelled import labelled
from tests.recurrence.measure import FIRST, measure
from tests.recurrence.methods import METHODS, USED

HEAD = ("recall", "far", "from", "shown", "far", "alarms", "traps", "real")

earlier, questions = labelled()
asked = [each for each in questions if each.answer is not None]
print(
    f"{len(asked)} pairs ({sum(each.far for each in asked)} of them far), "
    f"{sum(each.trap is not None for each in questions)} traps, {len(earlier)} earlier causes.\n"
    f"recall: the answer is among the first {FIRST}; shown: and passes the threshold (from), which "
    "one half set;\nalarms: something is shown where there is no answer; traps: the same words, "
    "another meaning.\nShares of the other half.\n"
)
print(f"{'method':36}" + "".join(f"{each:>8}" for each in HEAD))
for name in METHODS:
    try:
        row = astuple(measure(name))
    except ImportError:
        print(f"{name:36}{'not installed':>16}")
    else:
        line = f"{name:36}" + "".join(f"{each:8.2f}" for each in row)
        print(line + (" ←" if name == USED else ""))
