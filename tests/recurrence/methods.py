"""The methods: each makes of all earlier causes a function from a text to (score, place)."""

from collections import Counter
from itertools import pairwise
from math import log

from pmtui.guide.likeness import COMMON, tokens, words
from pmtui.guide.recurrence.index import Index
from pmtui.guide.recurrence.terms import CONCEPT, terms


def plain_words(text):
    return {word for word in words(text.words) if word not in COMMON}


def tags(text):
    return {f"#{tag}" for tag in text.tags.split()}


def parts(text):
    """Every four letters of a word, with its beginning and end marked."""
    found = set()
    for word in plain_words(text):
        marked = f"_{word}_"
        found |= {marked[at : at + 4] for at in range(max(1, len(marked) - 3))}
    return found


def jaccard(made):
    def method(earlier):
        known = [made(each) for each in earlier]

        def ask(text):
            asked = made(text)
            return [
                (len(asked & each) / len(asked | each), place)
                for place, each in enumerate(known)
                if asked & each
            ]

        return ask

    return method


def bm25(made, k1=1.2, b=0.75):
    """Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009."""

    def method(earlier):
        known = [made(each) for each in earlier]
        df = Counter(word for each in known for word in each)
        usual = sum(map(len, known)) / len(known)

        def score(asked, each):
            size = 1 - b + b * len(each) / usual
            rare = (log(1 + (len(known) - df[w] + 0.5) / (df[w] + 0.5)) for w in asked & each)
            return sum(rare) * (k1 + 1) / (1 + k1 * size)

        def ask(text):
            asked = made(text)
            return [(score(asked, each), place) for place, each in enumerate(known) if asked & each]

        return ask

    return method


def cosine(made):
    """The cosine that the program uses, of other terms."""

    def method(earlier):
        index = Index([made(each) for each in earlier])
        return lambda text: index.near(made(text), 1e-9)

    return method


def token_set(earlier):
    """rapidfuzz, where it is installed; the program does without."""
    from rapidfuzz import fuzz

    known = [" ".join(words(each.words)) for each in earlier]

    def ask(text):
        asked = " ".join(words(text.words))
        return [(fuzz.token_set_ratio(asked, each) / 100, at) for at, each in enumerate(known)]

    return ask


def tags_too(made):
    return lambda text: made(text) | tags(text)


def stems(text):
    return set(tokens(text.words))


def two_words(text):
    said = [word for word in words(text.words) if word not in COMMON]
    return stems(text) | {" ".join(pair) for pair in pairwise(said)}


METHODS = {
    "Jaccard, words and tags": jaccard(tags_too(plain_words)),
    "Jaccard, stems and tags": jaccard(tags_too(stems)),
    "BM25, stems": bm25(stems),
    "BM25, stems and tags": bm25(tags_too(stems)),
    "cosine, stems and pairs of words": cosine(two_words),
    "cosine, parts of words": cosine(parts),
    "rapidfuzz, token set": token_set,
    "BM25, concepts and stems": bm25(lambda text: terms(text.words)),
    "Jaccard, concepts and stems": jaccard(lambda text: terms(text.words)),
    "cosine, concepts alone": cosine(
        lambda text: {each for each in terms(text.words) if each.startswith(CONCEPT)}
    ),
    "cosine, concepts, stems and parts": cosine(
        lambda text: terms(text.words) | {f"{each}…" for each in parts(text)}
    ),
    "cosine, concepts and stems, tags": cosine(tags_too(lambda text: terms(text.words))),
    "cosine, concepts and stems (used)": cosine(lambda text: terms(text.words)),
}
BASELINE, *_, USED = METHODS
