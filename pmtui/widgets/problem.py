"""What a widget has to say to the person at the keyboard."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Problem(Message):
    """What was typed does not fit; it stays where it is. An empty text takes a message away."""

    text: str
