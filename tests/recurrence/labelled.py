"""The labelled causes. Lines of odd and even numbers are the two halves of each file."""

from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "recurrence"
TUNED, HELD_OUT, REAL = 0, 1, 2


@dataclass(frozen=True)
class Text:
    words: str
    tags: str


@dataclass(frozen=True)
class Question:
    """A later cause; `answer` is the place of the same one, `trap` of one that only looks it."""

    text: Text
    half: int
    far: bool = False
    answer: int | None = None
    trap: int | None = None
    own: int | None = None


def read(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def labelled():
    """All earlier causes, and what is asked of them."""
    earlier, questions = [], []
    for number, (far, words, tags, later, later_tags) in enumerate(read("pairs.tsv")):
        questions.append(
            Question(Text(later, later_tags), number % 2, far == "far", answer=len(earlier))
        )
        earlier.append(Text(words, tags))
    for number, (words, tags, later, later_tags) in enumerate(read("hard.tsv")):
        questions.append(Question(Text(later, later_tags), number % 2, trap=len(earlier)))
        earlier.append(Text(words, tags))
    for number, (words, tags) in enumerate(read("background.tsv")):
        questions.append(Question(Text(words, tags), number % 2, own=len(earlier)))
        earlier.append(Text(words, tags))
    return earlier, questions


def labelled_real():
    """Causes of real postmortems among those that mean none of them, and what is asked."""
    pairs, background = read("real.tsv"), read("background.tsv")
    earlier = [Text(each[0], "") for each in pairs] + [Text(*each) for each in background]
    asked = [Question(Text(later, ""), REAL, answer=at) for at, (_, later) in enumerate(pairs)]
    return earlier, asked
