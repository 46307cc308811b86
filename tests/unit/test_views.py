"""Views of the library: their lines, their files, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui import views
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.store.errors import Unavailable
from pmtui.store.listed.orders import ORDERS
from pmtui.store.listed.views import View, read, view_of, written

DRAFTS = View("Drafts of checkout", "service:checkout status:draft", "severity", False)
typed = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r")).map(str.strip)


@pytest.fixture(autouse=True)
def config(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@given(typed, st.sampled_from(sorted(ORDERS)), st.booleans(), st.booleans())
def test_a_view_is_kept_as_it_is(words, order, headings, team) -> None:
    view = View(words or "x", words, order, headings, team)
    assert view_of(view.name, view.line, team) == view
    assert read(written([view]), "here", team) == (view,)


@pytest.mark.parametrize(
    ("line", "view"),
    [
        ("lock", View("v", "lock")),
        ("lock sort:title", View("v", "lock", "title")),
        ("headings:off", View("v", "", "started", False)),
        ("lock sort:colour", View("v", "lock sort:colour")),
        ("resort:title", View("v", "resort:title")),
    ],
)
def test_lines_that_somebody_wrote(line, view) -> None:
    assert view_of("v", line, team=False) == view


def test_mine_and_the_teams_are_kept_renamed_and_deleted(library) -> None:
    team = View("Drafts of checkout", "status:draft", team=True)
    late = View("all late", "", "overdue")
    for view in (DRAFTS, team, late):
        views.keep(library, view)
    assert views.views_of(library) == (late, DRAFTS, team)
    assert (library.folder / "views.toml").read_text("utf-8").splitlines()[1:] == [
        '"Drafts of checkout" = "status:draft sort:started"'
    ]
    with pytest.raises(BadValue, match="There is a view “all late” already"):
        views.keep(library, View("  all   late "))
    with pytest.raises(BadValue, match="already"):
        views.rename(library, late, "Drafts of checkout")
    views.rename(library, team, 'a "quoted" name')
    views.rename(library, late, "all late")
    views.delete(library, DRAFTS)
    assert [each.name for each in views.views_of(library)] == ['a "quoted" name', "all late"]
    assert library.listing().problems == ()


@pytest.mark.parametrize("name", ["", "  \n", "x" * 41])
def test_names_that_are_refused(library, name) -> None:
    with pytest.raises(BadValue, match="name"):
        views.keep(library, View(name))


@pytest.mark.parametrize(
    ("data", "said"), [(b"x = ", "no TOML"), (b"\xff", "no TOML"), (b"x = 1", "“x” is no text")]
)
def test_a_file_that_is_wrong_is_named_and_left_alone(library, data, said) -> None:
    path = library.folder / "views.toml"
    path.write_bytes(data)
    for act in (
        lambda: views.views_of(library),
        lambda: views.keep(library, View("x", team=True)),
    ):
        with pytest.raises(BadValue, match=f"views.toml of the library .*{said}"):
            act()
    assert path.read_bytes() == data
    views.keep(library, View("mine"))
    path.unlink()
    assert [each.name for each in views.views_of(library)] == ["mine"]


def test_a_place_that_cannot_be_written_is_said(library, tmp_path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="config"):
        views.keep(library, View("mine"))
    library.create(Postmortem(id="views"))
    views.keep(library, View("ours", team=True))
    assert {each.id for each in library.listing().summaries} >= {"views"}
