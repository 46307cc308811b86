"""Ways out of a question other than an answer to it."""


class Way(Exception):
    """Where one goes on instead of answering."""


class Again(Way):
    """The same question, as something that it shows has changed."""


class Answered(Way):
    """The question is settled by a command."""


class Skip(Way):
    """The next question."""


class Up(Way):
    """The question before."""


class Out(Way):
    """Out of the item; from a page, to its end."""


class Leave(Way):
    """Out of pmtui."""


class Go(Way):
    """To a page, and there to a field, list or item if one is named."""

    def __init__(self, page: str, place: str = "") -> None:
        super().__init__(page, place)
        self.page = page
        self.place = place
