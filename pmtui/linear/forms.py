"""Every field of one item, one after the other."""

from collections.abc import Sequence

from pmtui.guide.fields import Field
from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.linear.answers import ask_field
from pmtui.linear.shown import item_line
from pmtui.linear.talk import Talk
from pmtui.linear.ways import Again, Answered, Out, Skip, Up
from pmtui.model import address


def ask_item(talk: Talk, item_address: str, name: str = "") -> None:
    """Ask the fields of an item; with a name, only the field of that label or address."""
    fields = ITEM_FIELDS.get(item_address.rpartition(".")[0], ())
    item_id = item_address.rpartition(".")[2]
    wanted = [each for each in fields if not name or is_named(each, name)]
    if not wanted:
        known = ", ".join(each.label for each in fields)
        has = f"{item_id} has no “{name}”. It has: {known}."
        talk.say(has if fields else f"{item_id} has no field that can be changed here.")
        return
    talk.say(f"{item_id}: {item_line(talk.session.record, item_address)}")
    talk.item = item_id
    try:
        _ask_fields(talk, item_address, wanted)
    finally:
        talk.item = ""
    if address.has(talk.session.record, item_address):
        talk.say(f"That was {item_id}.")
    else:
        talk.say(f"{item_id} is gone: it was removed.")


def _ask_fields(talk: Talk, item_address: str, wanted: Sequence[Field]) -> None:
    """Ask fields until the last one, or until one goes out or the item is gone."""
    item_id, number = item_address.rpartition(".")[2], 0
    while number < len(wanted) and address.has(talk.session.record, item_address):
        where = f"{item_id}, field {number + 1} of {len(wanted)}"
        try:
            ask_field(talk, wanted[number], f"{item_address}.", where)
        except Again:
            continue
        except Up:
            number = max(number - 1, 0)
            continue
        except Out:
            return
        except (Answered, Skip):
            pass
        number += 1


def is_named(field: Field, name: str) -> bool:
    """Whether words are the label of a field, or its address."""
    plain = name.strip().casefold().rstrip("?")
    return plain in (field.label.casefold().rstrip("?"), field.address.casefold())
