"""Nothing that was planted is in any external face; what only looks like it stays."""

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.page_text import text_of
from pmtui.exporting import Leaking, file_name, render
from pmtui.guide.outside.record_words import Listed
from pmtui.guide.outside.taking_out import TakingOut
from tests.unit.planted import NO_SECRETS, PLANTED, SECRETS, STAYS, planted_record

TEAM = Listed(customers=("Initrode",))


def faces(record) -> dict[str, str]:
    """The external faces of a record, their names included."""
    found = {}
    for kind in ("md", "html"):
        data = render(record, kind, Audience.EXTERNAL, TEAM).decode()
        found[kind] = data
        found[f"name of {kind}"] = file_name(record, kind, Audience.EXTERNAL, TEAM)
    found["words of the page"] = text_of(found["html"])
    return found


@pytest.fixture(scope="module")
def everything():
    """All that is planted, everywhere at once."""
    return faces(planted_record(*(text for _, text, _ in PLANTED)))


def test_so_much_is_planted_and_so_much_only_looks_like_it():
    assert len(PLANTED) + len(SECRETS) >= 50
    assert len(STAYS) >= 30


@pytest.mark.parametrize(("name", "text", "gone"), PLANTED, ids=[each[0] for each in PLANTED])
def test_what_is_planted_is_in_no_external_face(everything, name, text, gone):
    assert gone.casefold() in text.replace("\u200b", "").casefold() or gone in text
    taken = TakingOut(planted_record(text), TEAM).text("report.external.summary", text)
    assert gone not in taken, taken
    for face, content in everything.items():
        assert gone not in content, face
        if name not in ("a name that is a word", "it as the first word", "a possessive word"):
            assert gone.casefold().replace(" ", "-") not in content.casefold(), face


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_secret_stops_every_face(secret, kind):
    record = planted_record(f"the key was {secret} there")
    with pytest.raises(Leaking) as stopped:
        render(record, kind, Audience.EXTERNAL, TEAM)
    assert all("secret" in each for each in stopped.value.details)


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_it_stays(text):
    out = TakingOut(planted_record("x"), TEAM)
    assert out.text("report.external.summary", text) == text
    assert out.text("report.external.summary", f"We saw: {text}") == f"We saw: {text}"


def test_what_only_looks_like_it_is_in_the_faces():
    record = planted_record(*STAYS)
    page = faces(record)["words of the page"]
    assert [text for text in STAYS if "*" not in text and text not in page] == []


@pytest.mark.parametrize("place", NO_SECRETS)
def test_where_a_document_lies_stops_no_report(place):
    record = planted_record(f"as said in {place} then")
    assert place.partition("?")[0] in render(record, "md", Audience.INTERNAL, TEAM).decode()
    outside = render(record, "md", Audience.EXTERNAL, TEAM).decode()
    assert place not in outside


def test_a_placeholder_or_a_sentence_is_no_secret_inside():
    render(planted_record(*STAYS), "md", Audience.INTERNAL)
