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
