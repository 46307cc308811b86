"""Sessions that are killed: what the tests of their logs share."""

import os

from pmtui.store.desk import KEYS, desk_folder


def killed(session):
    """What SIGKILL leaves: the files as they are, without their locks."""
    if (handle := session.desk.log._handle) is not None:
        os.close(handle)
        session.desk.log._handle = None


def logs(library):
    return sorted(desk_folder(library.folder).glob(f"*/*{KEYS}"))
