"""Writing a file that a dialog asked for: where it is, or the sentence of what went wrong."""

from collections.abc import Callable
from pathlib import Path

from textual.widget import Widget

from pmtui.exporting import Leaking, refuse_existing, write_file
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import Answers, Question
from pmtui.store.refusals import explain
from pmtui.widgets.problem import Problem

WHERE = (
    Question("replace", "Replace", "no", ("no", "yes")),
    Question("file", "File", hint="empty: its id, here in this folder"),
)
"""What every dialog that writes a file asks at its end."""


def written(page: Widget, answers: Answers, name: str, make: Callable[[], bytes]) -> str | None:
    """Write what `make` gives to the file of the answers, else to `name`; the page says where.

    The sentence of what went wrong, or None.
    """
    target = Path(answers["file"].strip() or name)
    try:
        target = target.expanduser()
        refuse_existing(target, answers["replace"] == "yes")
        write_file(target, make())
    except Leaking as error:
        return f"{error} {' '.join(error.details[:3])}"
    except PmtuiError as error:
        return str(error).replace("--force writes over it", "choose yes to replace it")
    except (OSError, ValueError, RuntimeError) as error:
        return explain(error, str(target)) if isinstance(error, OSError) else str(error)
    page.post_message(Problem(f"Wrote {target.resolve()}"))
    return None
