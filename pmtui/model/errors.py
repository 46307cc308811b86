"""What can go wrong, in sentences for the person at the keyboard."""


class PmtuiError(Exception):
    """A failure with a sentence that says what happened and what to do.

    `exit_code` is the command line's answer: 1 not good, 3 not found, 4 refused to keep data
    safe, 5 the machine refused.
    """

    exit_code = 1


class UnknownField(PmtuiError):
    """An address that names no field of the record."""

    exit_code = 3


class BadValue(PmtuiError):
    """A value that does not fit its field; the field keeps what it had."""

    exit_code = 2


class Unclear(BadValue):
    """Words that mean several things, and which of them is for a person to say.

    `question` says what is not clear, `choices` are pairs: words to write instead, which mean
    one thing only, and what they mean.
    """

    def __init__(self, question: str, remedy: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(f"{question} {remedy}")
        self.question, self.remedy, self.choices = question, remedy, choices

    def of_words(self, begin: str) -> "Unclear":
        """The same question about longer words: what the choices hold comes after `begin`."""
        longer = tuple((f"{begin}{words}", meaning) for words, meaning in self.choices)
        return Unclear(self.question, self.remedy, longer)
