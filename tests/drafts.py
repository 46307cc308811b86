"""What is on the disk of words that are no value yet."""

import json

from pmtui.store.desk import WORDS, desk_folder
from pmtui.store.folder import FolderLibrary


def kept_words(library: FolderLibrary, record_id: str) -> dict[str, str]:
    """The words of all sessions, of dead and of live ones, by their place."""
    found: dict[str, str] = {}
    for path in sorted(desk_folder(library.folder, record_id).glob(f"*{WORDS}")):
        found |= json.loads(path.read_bytes())
    return found
