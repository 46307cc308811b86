"""Where others are: what a file of presence says, and whom a room follows."""

import socket
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.model.meeting import PageName, Turn
from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem
from pmtui.screens.leader import leader
from pmtui.store import presence
from pmtui.store.presence import Here, Presence, Visitor

ID = "2026-01-01-x"
TYPES = Here("analysis", "=timeline.t12", 3, types=True)


def test_a_place_comes_back_as_it_was_told(tmp_path: Path) -> None:
    meera, ravi = Presence(tmp_path, ID, "meera"), Presence(tmp_path, ID, "ravi")
    for here in (TYPES, Here("impact", "impact.summary"), Here("lessons", "+lessons"), Here("x")):
        meera.beat(here)
        [seen] = ravi.others()
        assert (seen.name, seen.here) == ("meera", here)
    assert not meera.others()
    meera.leave()
    assert not ravi.others()


def test_a_session_of_this_host_whose_process_has_ended_is_nobody(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    folder = tmp_path / ".pmtui" / "here" / ID
    meera = Presence(tmp_path, ID, "meera")
    meera.beat(TYPES)
    here = f"ravi@{socket.gethostname()}"
    for name in (f"{here}.{ended.pid}", f"{here}.{10**30}", "ravi@elsewhere.1", f"{here}.1"):
        (folder / name).write_text("impact\n")
    seen = {each.session for each in meera.others()}
    assert seen == {"ravi@elsewhere.1", f"{here}.1"}


def test_a_file_is_written_for_a_move_and_for_the_beat_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(presence.time, "monotonic", lambda: now[0])
    meera = Presence(tmp_path, ID, "meera")
    meera.beat(TYPES)
    [file] = (tmp_path / ".pmtui" / "here" / ID).iterdir()
    for seconds, here, written in ((1, TYPES, False), (1, Here("x"), True), (4, Here("x"), True)):
        file.write_bytes(b"")
        now[0] += seconds
        meera.beat(here)
        assert bool(file.read_bytes()) is written


def test_words_that_are_typed_are_in_no_file(tmp_path: Path) -> None:
    meera = Presence(tmp_path, ID, "meera")
    for place in ("?Where else does l3 hold?.where", "a b", "timeline.t1 Rāja", "a\nb"):
        meera.beat(Here("analysis", place))
        [file] = (tmp_path / ".pmtui" / "here" / ID).iterdir()
        assert file.read_text().split()[:2] == ["analysis", "-"]


@pytest.mark.parametrize(
    ("content", "here", "moved"),
    [
        (b"impact", Here("impact"), 0),  # as an older pmtui writes it
        (b"", Here(""), 0),
        (b"analysis =timeline.t12 3 types 17\nrest of a longer line", TYPES, 17),
        (b"impact ../../x -1 types nan\n", Here("impact", types=True), 0),
        (b"\xff\xfe \x1b[31m \xd9\xa3 x x y z", Here("\ufffd\ufffd"), 0),
    ],
)
def test_any_file_of_somebody_else_can_be_read(
    tmp_path: Path, content: bytes, here: Here, moved: int
) -> None:
    folder = tmp_path / ".pmtui" / "here" / ID
    folder.mkdir(parents=True)
    (folder / "ravi@host.1").write_bytes(content)
    (folder / "eve@host.2").symlink_to(tmp_path / "secret")
    found = {each.name: each for each in Presence(tmp_path, ID, "meera").others()}
    assert (found["ravi"].here, found["ravi"].moved) == (here, moved)


def visitor(name: str, moved: int, number: int = 1) -> Visitor:
    return Visitor(f"{name}@h.{number}", f"{name}@h", Here("impact"), moved)


def test_the_room_follows_who_leads() -> None:
    meera, ravi, again = visitor("meera", 1), visitor("ravi", 2), visitor("meera", 3, 2)
    here, record = [meera, ravi], Postmortem(id=ID)
    assert leader(record, here, "", None) == ravi, "who moved last"
    assert leader(record, here, "", meera) == meera, "and it stays there"
    assert leader(record, [ravi], "", meera) == ravi, "until they are gone"
    people = (Participant(id="p1", name="Meera Iyer", handle="@meera"),)
    prep = replace(record.prep, people=people, facilitator="p1")
    record = replace(record, prep=prep)
    assert leader(record, here, "", ravi) == meera, "the facilitator"
    assert leader(record, [*here, again], "", ravi) == again, "where they moved last"
    at, page = datetime(2026, 1, 1, tzinfo=UTC), PageName.IMPACT
    record = replace(record, turns=(Turn(id="M1", at=at, page=page, by="ravi"),))
    assert leader(record, here, "", meera) == ravi, "who leads the clock"
    assert leader(record, here, "Meera Iyer", ravi) == meera, "who was asked for"
    assert leader(record, [ravi], "meera", meera) is None
    assert leader(record, [], "", meera) is None
