"""A file whose end is missing, wherever it was cut."""

from pathlib import Path

import pytest

from pmtui.store.folder import FolderLibrary

from .conftest import BAD, GOOD, Run
from .test_doctor import state


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.003, 0.01, 0.1, 0.25, 0.4, 0.7, 0.9, 0.999])
def test_a_file_cut_anywhere_is_named_and_what_is_left_of_it_is_saved(
    run: Run, library: FolderLibrary, well: Path, share: float
) -> None:
    data = well.read_bytes()
    well.write_bytes(data[: int(share * len(data))])
    before, words = state(well), "is cut" if share else "is empty"
    for command, code in (("list", 4), ("doctor", 1)):
        result = run(command)
        assert result.exit_code == code
        assert f"{well}" in result.stdout + result.stderr
        assert words in result.stdout + result.stderr
    assert GOOD in run("list").stdout
    assert words in run("show", BAD).stderr
    repaired = run("doctor", BAD, "--repair")
    assert state(well) == before
    assert repaired.exit_code == (1 if share > 0.001 else 4)
    if share > 0.001:
        saved, whole = (library.load(each).record for each in (f"{BAD}-repaired", GOOD))
        assert saved.title == whole.title
        read, last = len(saved.timeline), len(saved.timeline) - 1
        assert read == 0 or saved.timeline[:last] == whole.timeline[:last]
        assert read >= min(len(whole.timeline), 40 * (share - 0.1))
