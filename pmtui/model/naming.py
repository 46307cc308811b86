"""The id of a postmortem, made once from the day of the incident and its title."""

from datetime import date

from pmtui.model.text import slug

LONGEST_ID = 60


def record_id(day: date | None, title: str | None) -> str:
    """``YYYY-MM-DD-words-of-the-title``: ASCII, lower case, at most 60 characters.

    It is cut at a word. A title without any Latin letter or figure gives "postmortem"; without a
    day there is none in front.
    """
    start = f"{day.isoformat()}-" if day else ""
    return f"{start}{slug(title or '', LONGEST_ID - len(start)) or 'postmortem'}"
