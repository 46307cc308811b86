"""What several test files of the unit tests start from."""

import pytest

from pmtui.model.postmortem import Postmortem
from pmtui.store.folder import FolderLibrary
from tests.unit.sessions import ID, Clock, opened


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def library(tmp_path):
    made = FolderLibrary(tmp_path / "library")
    made.create(Postmortem(id=ID))
    return made


@pytest.fixture
def session(library, clock):
    return opened(library, clock)
