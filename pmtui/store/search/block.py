"""A record as search sees it. Light: it is read without the model."""

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from pmtui.store.faces import Face

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem


class Block(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a record can be found by.

    `texts` are addresses and what people wrote there; `day` is that of the incident, else the
    first characters of the id; `owners` are names and handles.
    """

    id: str
    title: str | None
    status: str
    severity: str | None
    day: str
    owners: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]


def _made(record: "Postmortem", _written: datetime) -> Block:
    from pmtui.store.search.blocks import block_of

    return block_of(record)


BLOCK = Face("search", 1, Block, _made)
"""What is kept of each record for searching; `index.py` says how."""
