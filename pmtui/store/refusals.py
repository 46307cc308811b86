"""What the machine refused, in sentences that say what to do."""

import errno
import os
from pathlib import Path

from pmtui.store.sharing import private_part


def explain(error: OSError, where: str) -> str:
    """What the machine refused and what to do about it."""
    path = os.fspath(error.filename) if isinstance(error.filename, str | Path) else where
    if error.errno in {errno.EACCES, errno.EPERM}:
        return _no_permission(path)
    reason = _REASONS.get(error.errno or 0)
    if reason:
        return reason.format(path=path)
    return f"{path}: {error.strerror or error}. Nothing was changed."


_REASONS = {
    errno.ENOSPC: "The disk is full: {path} was not written. Free some space and try again.",
    errno.EDQUOT: "Your quota is used up: {path} was not written. Free some space.",
    errno.EROFS: "{path} is on a read-only file system. Use --library for another place.",
    errno.ELOOP: "{path} is a link. Links are not followed in a library. Put the real one there.",
    errno.ENOTDIR: "A part of {path} is a file, not a folder. Use --library.",
    errno.EEXIST: "{path} is a file where a folder should be. Move it away, or use --library.",
    errno.EISDIR: "{path} is a folder where a file should be. Move it away.",
    errno.ENXIO: "{path} is a pipe or a device where a file should be. Move it away.",
    errno.EFBIG: "{path} is larger than a postmortem may be (32 MB). Move long text elsewhere.",
}


def _no_permission(path: str) -> str:
    if private := private_part(Path(path)):
        part, owner = private
        return (
            f"No permission for {path}: {part} is private to {owner}, who can share it with a "
            "group (chgrp and chmod 2770). Or use --library for another place."
        )
    return f"No permission for {path}. Check its owner and mode, or use --library."
