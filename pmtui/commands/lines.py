"""What can be typed after a colon where pmtui asks in plain lines (`open --linear`)."""

from dataclasses import dataclass

from pmtui.commands import BY_ID


@dataclass(frozen=True, slots=True)
class LineCommand:
    """A command as it is typed on a line of its own: a colon, the word, what follows it.

    `id` is the command of the screens that does the same, if there is one; without a help of its
    own it is told with the help of that one.
    """

    word: str
    argument: str = ""
    id: str = ""
    own_help: str = ""

    @property
    def help(self) -> str:
        """What it does, in a sentence."""
        return self.own_help or BY_ID[self.id].help

    @property
    def typed(self) -> str:
        """How it is typed."""
        return f":{self.word} {self.argument}".rstrip()


LINES = (
    LineCommand("help", "", "help", "These commands, and what this question is for; also ?"),
    LineCommand("skip", "", "field.down", "The next question; this one stays as it is."),
    LineCommand("up", "", "field.up", "The question before."),
    LineCommand("next", "", "page.next"),
    LineCommand("back", "", "page.previous"),
    LineCommand("page", "NAME", "page.1", "That page: its number, or the start of its name."),
    LineCommand("go", "FIELD", "find", "That question, by its label, its FIELD, or an id."),
    LineCommand("more", "", "more", "Ask the fields that are needed less often, too, or not."),
    LineCommand("prompt", "", "prompt.next"),
    LineCommand("missing", "", "findings", "What is missing on this page; a number goes there."),
    LineCommand("show", "[ID]", "", "Read this page, or all of one item."),
    LineCommand("unknown", "", "choice.unknown", "The field is not known: empty it."),
    LineCommand("add", "[WORDS]", "item.add", "Go on after what the field has already."),
    LineCommand("no", "[LINE]", "", "Do not take the line just read; LINE is taken instead."),
    LineCommand("edit", "ID [FIELD]", "item.open.outside", "Ask every field of an item, or one."),
    LineCommand("remove", "ID", "item.delete", "Remove an item and every reference to it."),
    LineCommand("out", "", "out", "Out of the item, or to the end of the page."),
    LineCommand(
        "state",
        "ID",
        "action.state",
        "Move an action, decide on a parked idea, go on in the follow-up.",
    ),
    LineCommand("under", "ID", "tree.child", "The next causes made that cause possible."),
    LineCommand("thread", "[QUESTION]", "tree.thread"),
    LineCommand("park", "IDEA", "park"),
    LineCommand("undo", "", "undo"),
    LineCommand("redo", "", "redo"),
    LineCommand("take", "", "conflict.take"),
    LineCommand("keep", "", "conflict.keep"),
    LineCommand("done", "", "done"),
    LineCommand(
        "clock", "[pause]", "clock", "Start or say the meeting clock; pause, or :clock more."
    ),
    LineCommand("quit", "", "quit"),
)
"""Every one, in the order in which they are told."""
